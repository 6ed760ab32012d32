/** What the government platform answers. */
@NullMarked
package org.baoxue.cases.platform;

import org.jspecify.annotations.NullMarked;
