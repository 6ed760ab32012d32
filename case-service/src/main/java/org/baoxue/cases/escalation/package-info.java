/** What the rules ask of the ledger. */
@NullMarked
package org.baoxue.cases.escalation;

import org.jspecify.annotations.NullMarked;
