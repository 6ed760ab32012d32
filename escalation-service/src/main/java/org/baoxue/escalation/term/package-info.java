/** Which children have not come by the start of a term, and what is owed for each of them: pure rules. */
@NullMarked
package org.baoxue.escalation.term;

import org.jspecify.annotations.NullMarked;
