/** The end of each school day, the watermark of its facts. */
@NullMarked
package org.baoxue.attendance.day;

import org.jspecify.annotations.NullMarked;
