/** What is read of the escalation service's events. */
@NullMarked
package org.baoxue.notification.intake;

import org.jspecify.annotations.NullMarked;
