/** Refusals that tell how to mend them (RFC 9457). */
@NullMarked
package org.baoxue.kit.problem;

import org.jspecify.annotations.NullMarked;
