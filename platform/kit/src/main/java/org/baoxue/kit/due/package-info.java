/** Work that falls due at an instant kept in a row. */
@NullMarked
package org.baoxue.kit.due;

import org.jspecify.annotations.NullMarked;
