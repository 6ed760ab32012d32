package org.baoxue.escalation.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.duty.Explanations.Because;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.term.TermStart;
import org.baoxue.escalation.term.TermStartRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What silence says of a child at a term's start, where only exceptions are reported. The term begins on Tuesday 2026-09-01. */
class TermStartExplainedTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Term AUTUMN = new Term(date("2026-09-01"), date("2027-01-22"));
    private static final SchoolCalendar CALENDAR = new SchoolCalendar(
            SHANGHAI, LocalTime.of(15, 0), List.of(new Level(Level.Kind.SCHOOL, List.of(AUTUMN), Map.of())));

    private final List<Fact> facts = new ArrayList<>();
    private final List<Basis.Closed> closed = new ArrayList<>();
    private final List<LocalDate> called = new ArrayList<>(List.of(date("2026-09-01")));
    private @Nullable LocalDate firstCalled = date("2026-09-01");
    private @Nullable LocalDate schoolCalled = date("2026-09-01");

    @BeforeEach
    void isEnrolled() {
        changed(1, Fact.Change.ENROLLED, "2026-09-01");
    }

    @Test
    void who_is_not_named_missing_was_there_also_where_a_roll_call_was_posted() {
        closes("2026-09-01");
        assertEquals(Because.SEEN_BY_THEN, list(1));
        marked("2026-09-01", Mark.UNKNOWN);
        assertEquals(Because.SEEN_BY_THEN, list(1));
        marked("2026-09-01", Mark.ABSENT);
        assertEquals(Because.DUE, list(1));
    }

    @Test
    void silence_says_nothing_of_who_is_not_on_the_roll() {
        changed(2, Fact.Change.WITHDRAWN, "2026-09-03");
        changed(3, Fact.Change.ENROLLED, "2026-09-14");
        closes("2026-09-04");
        assertEquals(Because.DUE, report(1));
        assertEquals(Because.DUE, report(1, 3));
        closes("2026-09-02");
        assertEquals(Because.SEEN_BY_THEN, report(1, 3));
    }

    @Test
    void a_day_that_closed_called_every_class() {
        called.clear();
        marked("2026-09-01", Mark.LEAVE);
        assertEquals(Because.NOT_CALLED, report(1));
        closes("2026-09-01");
        assertEquals(Because.DUE, report(1));
    }

    @Test
    void a_school_silent_on_the_first_day_is_waited_for_and_a_new_one_says_nothing() {
        called.clear();
        firstCalled = date("2026-06-15");
        schoolCalled = null;
        assertEquals(Because.NOT_CALLED, list(1));
        schoolCalled = date("2026-09-03");
        assertEquals(Because.DUE, list(1));
        assertEquals(Optional.of(at("2026-09-03 15:30")), settledAt(TermStartRules.LIST));
        schoolCalled = date("2026-09-09");
        assertEquals(Because.NOT_CALLED, list(1), "the week was over");
        firstCalled = schoolCalled;
        assertEquals(Because.NOT_CALLED, list(1));
    }

    private Optional<Instant> settledAt(String rule) {
        return Explainer.explain(gathered(List.of(1)).basis()).rules().stream()
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .flatMap(one -> Optional.ofNullable(one.at()));
    }

    private Because list(Integer... enrolments) {
        return because(TermStartRules.LIST, enrolments);
    }

    private Because report(Integer... enrolments) {
        return because(TermStartRules.REPORT, enrolments);
    }

    private Because because(String rule, Integer... enrolments) {
        return Explainer.explain(gathered(List.of(enrolments)).basis()).rules().stream()
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .orElseThrow()
                .because();
    }

    private Gathered gathered(List<Integer> enrolments) {
        Policy policy = Policies.shipped();
        TermStart start = new TermStart(AUTUMN, date("2026-09-01"), date("2026-09-08"), false);
        return new Gathered(
                "ana",
                date("2026-09-08"),
                at("2026-09-09 12:00"),
                new Basis.OfSchool("school", "701", "530113001", SHANGHAI, LocalTime.of(15, 0), true, List.of(), null),
                any -> CALENDAR,
                policy,
                facts,
                closed,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new Gathered.Starting(null, enrolments, start, firstCalled, schoolCalled, called, policy)),
                List.of());
    }

    private void changed(int revision, Fact.Change change, String on) {
        facts.add(new Fact.EnrolmentChanged("school", change, date(on), revision, at("2026-08-28 08:00")));
    }

    private void marked(String on, Mark mark) {
        int revision = facts.size();
        facts.add(new Fact.Marked("701", new Slot(date(on), 1), revision, mark, at(on + " 08:05"), at(on + " 08:06")));
    }

    private void closes(String on) {
        closed.add(new Basis.Closed(date(on), true, at(on + " 15:00"), 2, 1));
    }

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }

    private static Instant at(String time) {
        return date(time.substring(0, 10))
                .atTime(LocalTime.parse(time.substring(11)))
                .atZone(SHANGHAI)
                .toInstant();
    }
}
