package org.baoxue.cases.calendar;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the directory publishes, as far as the ledger needs it. */
final class Published {

    record Place(
            String code,
            @Nullable String parent,
            String level,
            @Nullable String zone) {}

    record Organisation(String code, String kind, String place, String zone) {
        boolean isSchool() {
            return kind.equals("SCHOOL");
        }
    }

    record Post(String post, String scope, String organisation, List<Holder> holders) {}

    record Holder(String person, LocalDate from, @Nullable LocalDate to) {}

    record Calendar(String owner, String ownerKind, List<Term> terms, List<Day> days) {}

    record Term(LocalDate from, LocalDate to) {}

    record Day(LocalDate date, boolean school) {}

    private Published() {}
}
