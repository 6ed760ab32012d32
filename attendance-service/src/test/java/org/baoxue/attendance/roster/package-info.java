@NullMarked
package org.baoxue.attendance.roster;

import org.jspecify.annotations.NullMarked;
