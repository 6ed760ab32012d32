/** Who calls, and how far they see. */
@NullMarked
package org.baoxue.kit.access;

import org.jspecify.annotations.NullMarked;
