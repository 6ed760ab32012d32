/** Sampled attendance: the draw that anyone can repeat, and how far the daily record and the sample say the same. */
@NullMarked
package org.baoxue.attendance.sampling;

import org.jspecify.annotations.NullMarked;
