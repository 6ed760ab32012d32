@NullMarked
package org.baoxue.kit.outbox;

import org.jspecify.annotations.NullMarked;
