@NullMarked
package org.baoxue.attendance.oneroster;

import org.jspecify.annotations.NullMarked;
