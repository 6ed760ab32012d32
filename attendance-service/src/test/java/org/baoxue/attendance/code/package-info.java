@NullMarked
package org.baoxue.attendance.code;

import org.jspecify.annotations.NullMarked;
