/** The durable minimum on the same bytes, with plain JDBC and the plain Kafka client. */
@NullMarked
package org.baoxue.bench.floor;

import org.jspecify.annotations.NullMarked;
