@NullMarked
package org.baoxue.attendance.sampling;

import org.jspecify.annotations.NullMarked;
