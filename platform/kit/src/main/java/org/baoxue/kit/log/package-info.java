/** One vocabulary for log lines. */
@NullMarked
package org.baoxue.kit.log;

import org.jspecify.annotations.NullMarked;
