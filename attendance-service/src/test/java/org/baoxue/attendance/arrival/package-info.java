@NullMarked
package org.baoxue.attendance.arrival;

import org.jspecify.annotations.NullMarked;
