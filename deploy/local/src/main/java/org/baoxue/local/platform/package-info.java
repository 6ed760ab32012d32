/** A small simulator of the government platform. */
@NullMarked
package org.baoxue.local.platform;

import org.jspecify.annotations.NullMarked;
