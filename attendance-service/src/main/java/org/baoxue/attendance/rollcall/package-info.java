/** One class checked at one session of one date. */
@NullMarked
package org.baoxue.attendance.rollcall;

import org.jspecify.annotations.NullMarked;
