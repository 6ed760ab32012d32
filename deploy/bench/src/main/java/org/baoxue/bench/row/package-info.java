/** The rows of the table, each with its target. */
@NullMarked
package org.baoxue.bench.row;

import org.jspecify.annotations.NullMarked;
