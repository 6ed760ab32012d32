/** The ledger under test: real PostgreSQL, real Kafka, real tokens. */
@NullMarked
package org.baoxue.cases;

import org.jspecify.annotations.NullMarked;
