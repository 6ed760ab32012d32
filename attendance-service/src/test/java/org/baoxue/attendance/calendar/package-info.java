@NullMarked
package org.baoxue.attendance.calendar;

import org.jspecify.annotations.NullMarked;
