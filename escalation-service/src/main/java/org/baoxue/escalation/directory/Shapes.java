package org.baoxue.escalation.directory;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What we read of the directory's events. */
final class Shapes {
    private Shapes() {}

    record Place(String code, String level, @Nullable String parent) {}

    record Organisation(
            String code,
            String kind,
            String place,
            String zone,
            @Nullable OfSchool school) {}

    record OfSchool(List<Session> sessions, @Nullable LocalTime dayCompleteAt, boolean exceptionsOnly) {}

    record Session(String code, LocalTime starts) {}

    record Post(String post, String scope, @Nullable String organisation, List<Holder> holders) {}

    record Holder(
            String person,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record Calendar(String owner, String ownerKind, List<Term> terms, List<Day> days, long revision) {}

    record Term(LocalDate from, LocalDate to) {}

    record Day(LocalDate date, boolean school, @Nullable String occasion) {}
}
