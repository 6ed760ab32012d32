/** Personal data sealed for the one topic that carries it. */
@NullMarked
package org.baoxue.kit.seal;

import org.jspecify.annotations.NullMarked;
