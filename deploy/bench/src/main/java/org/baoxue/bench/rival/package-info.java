/** Schedulers that people would pick instead, each with its own documented settings. */
@NullMarked
package org.baoxue.bench.rival;

import org.jspecify.annotations.NullMarked;
