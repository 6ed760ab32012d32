/** Concerns (隐患) about a child that no roll call shows, as its school raises them. */
@NullMarked
package org.baoxue.attendance.concern;

import org.jspecify.annotations.NullMarked;
