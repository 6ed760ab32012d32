/** Events read exactly once into the state they change. */
@NullMarked
package org.baoxue.kit.inbox;

import org.jspecify.annotations.NullMarked;
