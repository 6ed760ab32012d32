@NullMarked
package org.baoxue.attendance.concern;

import org.jspecify.annotations.NullMarked;
