/** The set clock of a running suite, and how to know that nothing is left to do at that time. */
@NullMarked
package org.baoxue.local.time;

import org.jspecify.annotations.NullMarked;
