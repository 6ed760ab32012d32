/** The lists of a school's week: reads what is known, decides by {@code week}, and writes what changes. */
@NullMarked
package org.baoxue.escalation.lists;

import org.jspecify.annotations.NullMarked;
