@NullMarked
package org.baoxue.attendance.leave;

import org.jspecify.annotations.NullMarked;
