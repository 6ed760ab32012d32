/** The services as they are shipped, and the schools that they watch. */
@NullMarked
package org.baoxue.bench.ours;

import org.jspecify.annotations.NullMarked;
