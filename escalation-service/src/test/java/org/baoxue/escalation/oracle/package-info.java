/**
 * A second, slow calculation of what the rules must give, written from the text of the rules alone: it shares no code with
 * them, walks day by day and session by session, and is compared with them over generated histories.
 *
 * <p>{@code Oracle} and {@code Walk} say which spells there are; {@code DutyBook} goes from moment to moment and writes down
 * what fires and what is owed: {@code HourBook} for single dates, {@code DayBook} for counted days, {@code Pauses} for what
 * holds these; {@code Telling} says who hears of it and when. Where the text is silent they take the reading that they name.
 *
 * <p>Not in the histories of duties, and proven by tables of their own only: a leave filed backwards over an open case counts at
 * once here (the principal's word is asked before these rules); the suite never sleeps; every class is marked every day, so nothing
 * waits for the principal's word, and schools mark all (the histories of spells have those that report exceptions only); no report
 * is signed and no duty is handed over; what a class owes by the day's end, the approval of leaves, and concerns.
 */
@NullMarked
package org.baoxue.escalation.oracle;

import org.jspecify.annotations.NullMarked;
