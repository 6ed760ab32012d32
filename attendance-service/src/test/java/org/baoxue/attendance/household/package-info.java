@NullMarked
package org.baoxue.attendance.household;

import org.jspecify.annotations.NullMarked;
