/** Transactions that know on whose behalf they run, and SQL inside them. */
@NullMarked
package org.baoxue.kit.store;

import org.jspecify.annotations.NullMarked;
