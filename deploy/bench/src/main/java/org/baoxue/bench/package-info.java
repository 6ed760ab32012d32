/** Measures the suite's clock: {@code ./baoxue bench escalation}. */
@NullMarked
package org.baoxue.bench;

import org.jspecify.annotations.NullMarked;
