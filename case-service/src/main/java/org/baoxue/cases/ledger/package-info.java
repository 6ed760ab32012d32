/** Reading the ledger: the list, and one entry with its whole history. */
@NullMarked
package org.baoxue.cases.ledger;

import org.jspecify.annotations.NullMarked;
