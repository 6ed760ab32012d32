/** Visits, sessions and calls, and the three counters that they feed. */
@NullMarked
package org.baoxue.cases.persuasion;

import org.jspecify.annotations.NullMarked;
