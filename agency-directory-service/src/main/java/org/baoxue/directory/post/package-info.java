/** Posts, who holds them when, and how their holders are reached. */
@NullMarked
package org.baoxue.directory.post;

import org.jspecify.annotations.NullMarked;
