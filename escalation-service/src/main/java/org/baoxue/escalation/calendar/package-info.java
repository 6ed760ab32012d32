/** Which dates are school days, and when a school's day is complete. */
@NullMarked
package org.baoxue.escalation.calendar;

import org.jspecify.annotations.NullMarked;
