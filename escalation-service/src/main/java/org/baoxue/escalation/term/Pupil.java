package org.baoxue.escalation.term;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one child since the first date of a term.
 *
 * @param notHereFrom from when on it is not enrolled here any more, for whatever reason
 * @param leftOn from when on it has left: graduated, or its next school has confirmed the transfer; a bare withdrawal is none
 * @param transferOn since when a transfer waits for the next school to confirm it
 * @param seenOn the first date on which a roll call saw it, or silence meant that it was there
 * @param leaveMarks dates on which a roll call marked it on leave
 * @param leaves those that stand
 * @param absences its spells of unexcused absence that were not withdrawn
 * @param classCalled dates on which the class was called that it was in then
 * @param schoolCalled dates on which any class of its school was called: of them all, the first one of all terms, and the first one
 *     of the child's week
 */
public record Pupil(
        String student,
        LocalDate enrolledOn,
        Optional<LocalDate> notHereFrom,
        Optional<LocalDate> leftOn,
        Optional<LocalDate> transferOn,
        Optional<LocalDate> seenOn,
        Set<LocalDate> leaveMarks,
        List<Leave> leaves,
        List<Away> absences,
        NavigableSet<LocalDate> classCalled,
        NavigableSet<LocalDate> schoolCalled) {

    /** From its first to its last date, both included. */
    public record Leave(LocalDate from, LocalDate to, Instant acceptedAt) {
        boolean covers(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
    }

    /** @param until the date on which the child was back; none while it goes on */
    public record Away(LocalDate from, Optional<LocalDate> until) {
        boolean covers(LocalDate date) {
            return !date.isBefore(from)
                    && until.filter(end -> !end.isAfter(date)).isEmpty();
        }
    }

    boolean wasSeenBy(LocalDate date) {
        return seenOn.filter(seen -> !seen.isAfter(date)).isPresent();
    }

    boolean isOnLeave(LocalDate date) {
        return leaveMarks.contains(date) || leaves.stream().anyMatch(leave -> leave.covers(date));
    }

    /** As far as it was known then: a leave filed later over days that were reported takes nothing back. */
    boolean wasKnownOnLeave(LocalDate date, Instant by) {
        return leaveMarks.contains(date)
                || leaves.stream()
                        .anyMatch(leave ->
                                leave.covers(date) && !leave.acceptedAt().isAfter(by));
    }
}
