@NullMarked
package org.baoxue.attendance.directory;

import org.jspecify.annotations.NullMarked;
