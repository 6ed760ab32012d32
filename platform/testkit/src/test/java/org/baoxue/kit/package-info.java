/** The tests of the kit, on real servers. */
@NullMarked
package org.baoxue.kit;

import org.jspecify.annotations.NullMarked;
