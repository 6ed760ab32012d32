@NullMarked
package org.baoxue.attendance.edfi;

import org.jspecify.annotations.NullMarked;
