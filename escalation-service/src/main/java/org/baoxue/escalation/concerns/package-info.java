/** Concerns (隐患) that schools raise about children: what they make owed, by {@code duty/ConcernRules}; stores and due work. */
@NullMarked
package org.baoxue.escalation.concerns;

import org.jspecify.annotations.NullMarked;
