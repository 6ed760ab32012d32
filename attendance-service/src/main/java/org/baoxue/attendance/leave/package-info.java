/** Approved leaves and their withdrawal. */
@NullMarked
package org.baoxue.attendance.leave;

import org.jspecify.annotations.NullMarked;
