/** The ledger entry of one child and how it moves; read {@link org.baoxue.cases.casefile.CaseFile} first. */
@NullMarked
package org.baoxue.cases.casefile;

import org.jspecify.annotations.NullMarked;
