package org.baoxue.escalation.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.calendar.SchoolCalendar.TermsUntil;
import org.baoxue.escalation.directory.CalendarStore.Said;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** Calendars that are read late, several at once, say what they said to whoever read each when it was entered. */
@QuarkusTest
@WithTestResource(Platform.class)
class CalendarStoreIT {
    private static final LocalDate AUTUMN = LocalDate.of(2026, 9, 1);
    private static final LocalDate DECEMBER = LocalDate.of(2026, 12, 18);

    @Inject
    CalendarStore store;

    @Inject
    Transactions transactions;

    @Test
    void a_day_has_come_when_it_has_come_at_the_school_by_when_the_owner_spoke() {
        Superuser.jdbi()
                .useHandle(handle -> handle.execute("insert into school (code, place, zone, exceptions_only, sessions)"
                        + " values ('S-60', 'TX255901', 'America/Chicago', true, '[]')"));
        OwnCalendar says = transactions.asWorker(() -> {
            store.enter(List.of(
                    said(1, "2026-08-20T15:00:00Z", DECEMBER),
                    said(2, "2026-11-21T01:00:00Z", DECEMBER.minusDays(1)),
                    said(3, "2026-12-01T15:00:00Z", DECEMBER.minusDays(2))));
            return Objects.requireNonNull(store.calendarsOf(List.of("S-60")).get("S-60"));
        });
        assertEquals(List.of(new Term(AUTUMN, DECEMBER.minusDays(2))), says.terms());
        assertEquals(
                List.of(
                        new TermsUntil(LocalDate.of(2026, 8, 20), List.of()),
                        // seven in the evening there
                        new TermsUntil(LocalDate.of(2026, 11, 20), List.of(new Term(AUTUMN, DECEMBER))),
                        new TermsUntil(LocalDate.of(2026, 12, 1), List.of(new Term(AUTUMN, DECEMBER.minusDays(1))))),
                says.earlier());
        assertEquals(
                new CalendarStore.Entered(Map.of(), List.of()),
                transactions.asWorker(() -> store.enter(List.of(said(2, "2026-12-02T15:00:00Z", DECEMBER)))),
                "an older revision is no news");
    }

    private static Said said(long revision, String at, LocalDate until) {
        return new Said(
                "S-60",
                Optional.of(new Shapes.Calendar(
                        "S-60", "SCHOOL", List.of(new Shapes.Term(AUTUMN, until)), List.of(), revision)),
                Instant.parse(at));
    }
}
