/** Who is on a school's lists of a week, and what is owed for them: pure rules. */
@NullMarked
package org.baoxue.escalation.week;

import org.jspecify.annotations.NullMarked;
