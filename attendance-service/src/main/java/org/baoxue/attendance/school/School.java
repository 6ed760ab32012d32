package org.baoxue.attendance.school;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * What we know of a school.
 *
 * @param sessions in the order of the day
 * @param exceptionsOnly silence at the day's end means present
 */
public record School(
        String code,
        String place,
        ZoneId zone,
        List<Session> sessions,
        LocalTime dayCompleteAt,
        boolean exceptionsOnly) {

    public School {
        sessions = List.copyOf(sessions);
    }

    public LocalDate dateOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    public Instant at(LocalDate date, LocalTime time) {
        return date.atTime(time).atZone(zone).toInstant();
    }

    public Instant closesAt(LocalDate date) {
        return at(date, dayCompleteAt);
    }

    /** The place of a session in the day, from 1; 0 when the school has no such session. */
    public int orderOf(String sessionCode) {
        for (int i = 0; i < sessions.size(); i++) {
            if (sessions.get(i).code().equals(sessionCode)) {
                return i + 1;
            }
        }
        return 0;
    }

    public Session session(int order) {
        return sessions.get(order - 1);
    }

    /** The sessions that have begun when the school's day is complete. */
    public List<Session> dueSessions() {
        return sessions.stream()
                .filter(session -> !session.starts().isAfter(dayCompleteAt))
                .toList();
    }
}
