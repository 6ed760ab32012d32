/**
 * A second, slow calculation of what the rules must give, written from the text of the rules alone: it shares no code with
 * them, walks day by day and session by session, and is compared with them over generated histories.
 *
 * <p>{@code Oracle} and {@code Walk} say which spells there are; {@code DutyBook} goes from moment to moment and writes down
 * what fires and what is owed: {@code HourBook} for single dates, {@code DayBook} for counted days, {@code Pauses} for what
 * holds these; {@code Telling} says who hears of it and when. Where the text is silent they take the reading that they name.
 * Two things are not in the histories: a leave filed backwards over an open case counts at once here (the principal's word is
 * asked before these rules), and the suite never sleeps.
 */
@NullMarked
package org.baoxue.escalation.oracle;

import org.jspecify.annotations.NullMarked;
