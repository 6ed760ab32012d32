@NullMarked
package org.baoxue.attendance.comparison;

import org.jspecify.annotations.NullMarked;
