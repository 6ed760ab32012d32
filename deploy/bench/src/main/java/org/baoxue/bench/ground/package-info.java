/** What every contender stands on, how it is started, and what its work costs. */
@NullMarked
package org.baoxue.bench.ground;

import org.jspecify.annotations.NullMarked;
