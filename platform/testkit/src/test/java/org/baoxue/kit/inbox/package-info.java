@NullMarked
package org.baoxue.kit.inbox;

import org.jspecify.annotations.NullMarked;
