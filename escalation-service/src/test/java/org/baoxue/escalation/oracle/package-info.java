/**
 * A second, slow calculation of what the rules must give, written from the text of the rules alone: it shares no code with
 * them, walks day by day and session by session, and is compared with them over generated histories.
 */
@NullMarked
package org.baoxue.escalation.oracle;

import org.jspecify.annotations.NullMarked;
