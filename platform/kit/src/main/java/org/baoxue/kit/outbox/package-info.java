/** Events written with the state they speak of, and their way to Kafka. */
@NullMarked
package org.baoxue.kit.outbox;

import org.jspecify.annotations.NullMarked;
