/** The escalation service as it is shipped, and the schools that it watches. */
@NullMarked
package org.baoxue.bench.ours;

import org.jspecify.annotations.NullMarked;
