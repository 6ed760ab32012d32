@NullMarked
package org.baoxue.attendance.rollcall;

import org.jspecify.annotations.NullMarked;
