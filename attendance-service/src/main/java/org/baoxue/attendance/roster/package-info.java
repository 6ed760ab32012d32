/** Who is in which class on which date. */
@NullMarked
package org.baoxue.attendance.roster;

import org.jspecify.annotations.NullMarked;
