/** A real Kafka broker (KRaft) in a process of its own, and the topics of the suite. */
@NullMarked
package org.baoxue.local.kafka;

import org.jspecify.annotations.NullMarked;
