/** Which dates are school days: pure. */
@NullMarked
package org.baoxue.attendance.calendar;

import org.jspecify.annotations.NullMarked;
