@NullMarked
package org.baoxue.kit.store;

import org.jspecify.annotations.NullMarked;
