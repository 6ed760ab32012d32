package org.baoxue.attendance.directory;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.baoxue.attendance.school.Session;
import org.jspecify.annotations.Nullable;

/** The parts of the directory's events that matter here; unknown fields are ignored. */
final class Published {

    private Published() {}

    record Organisation(
            String code,
            String kind,
            String place,
            ZoneId zone,
            @Nullable SchoolPart school) {}

    record SchoolPart(
            List<Session> sessions,
            @JsonFormat(pattern = "HH:mm") LocalTime dayCompleteAt,
            boolean exceptionsOnly) {}

    record Post(String post, String scope, List<Holder> holders) {

        /** @param to the last day, included; null while it goes on */
        record Holder(
                String person, LocalDate from, @Nullable LocalDate to) {}
    }

    record Calendar(
            String owner,
            String ownerKind,
            @Nullable List<Term> terms,
            @Nullable List<Day> days) {

        CalendarContent content() {
            return new CalendarContent(terms == null ? List.of() : terms, days == null ? List.of() : days);
        }
    }

    record CalendarContent(List<Term> terms, List<Day> days) {}

    record Term(LocalDate from, LocalDate to) {}

    record Day(LocalDate date, boolean school) {}
}
