/** The commands of ./baoxue. */
@NullMarked
package org.baoxue.local.cli;

import org.jspecify.annotations.NullMarked;
