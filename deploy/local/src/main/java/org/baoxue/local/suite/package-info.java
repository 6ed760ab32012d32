/** The suite as a whole: what is started in which order, where its data lies, what is running. */
@NullMarked
package org.baoxue.local.suite;

import org.jspecify.annotations.NullMarked;
