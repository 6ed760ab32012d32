/** Imports of OneRoster 1.2 CSV files. */
@NullMarked
package org.baoxue.attendance.oneroster;

import org.jspecify.annotations.NullMarked;
