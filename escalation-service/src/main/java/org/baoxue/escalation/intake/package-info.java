/** What comes in from the other services. */
@NullMarked
package org.baoxue.escalation.intake;

import org.jspecify.annotations.NullMarked;
