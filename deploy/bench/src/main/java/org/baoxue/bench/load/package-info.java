/** Requests at a fixed rate, whatever the answers, and how long each took. */
@NullMarked
package org.baoxue.bench.load;

import org.jspecify.annotations.NullMarked;
