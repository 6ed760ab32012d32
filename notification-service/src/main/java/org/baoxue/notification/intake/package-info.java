/** Reads what the escalation service publishes, and turns it into what the planner understands. */
@NullMarked
package org.baoxue.notification.intake;

import org.jspecify.annotations.NullMarked;
