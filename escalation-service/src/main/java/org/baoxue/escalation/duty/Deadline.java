package org.baoxue.escalation.duty;

import java.time.Instant;
import java.time.LocalDate;

/**
 * When a day rule that has not fired will, as far as is known now.
 *
 * @param day the counted day at whose end it fires, in the school's zone
 * @param at when: the end of that day, or until when it is held
 */
public record Deadline(LocalDate day, Instant at) {}
