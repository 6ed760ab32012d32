/** Who has come since a term began (到校情况), told from the roll calls alone. */
@NullMarked
package org.baoxue.attendance.arrival;

import org.jspecify.annotations.NullMarked;
