/** The one clock of a service. */
@NullMarked
package org.baoxue.kit.clock;

import org.jspecify.annotations.NullMarked;
