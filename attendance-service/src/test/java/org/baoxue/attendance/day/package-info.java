@NullMarked
package org.baoxue.attendance.day;

import org.jspecify.annotations.NullMarked;
