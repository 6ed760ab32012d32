/** What another policy would have made of the recorded past, beside what the one in force makes of it. Read Ledger first. */
@NullMarked
package org.baoxue.escalation.backtest;

import org.jspecify.annotations.NullMarked;
