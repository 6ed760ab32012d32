package org.baoxue.escalation.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.calendar.SchoolCalendar.NamedDay;
import org.baoxue.escalation.duty.Explanations.Because;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.explanation.Explanation.OfRule;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.spell.SpellRules;
import org.baoxue.escalation.week.SchoolWeek;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a parent or the head of a school reads, case by case. Monday is 2026-09-07. */
class ExplainerTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate CLOSED = LocalDate.of(2026, 9, 10);
    private static final SchoolCalendar CALENDAR = new SchoolCalendar(
            SHANGHAI,
            LocalTime.of(15, 0),
            List.of(new Level(Level.Kind.SCHOOL, List.of(), Map.of(CLOSED, new NamedDay(false, "sports day")))));

    private final List<Fact> facts = new ArrayList<>();
    private final List<Basis.Closed> closed = new ArrayList<>();
    private final List<Firing> fired = new ArrayList<>();
    private final List<Basis.DutyThen> duties = new ArrayList<>();
    private Policy ofTheLatest = Policies.shipped();

    @Test
    void two_of_three_days_are_not_enough() {
        absentOn("2026-09-07", "2026-09-08");
        OfRule rule = rule("suspected-dropout", "2026-09-08");
        assertEquals(Because.TOO_FEW_DAYS, rule.because());
        assertEquals("2/3", rule.counted() + "/" + rule.needed());
        assertEquals(
                "到2026-09-08结束共计缺勤2天，满3天才启动“认定疑似辍学并立案”；如学生仍未到校，将在2026-09-09 15:00启动。"
                        + "依据：B 三(三)1 及时访查 「不到校时间达到或超过3天」。",
                rule.zh());
        assertTrue(rule.en().startsWith("2 days of absence were counted by the end of 2026-09-08"), rule.en());
        assertTrue(rule.values().stream()
                .anyMatch(used -> used.name().equals("suspected-dropout.fires")
                        && used.value().equals("day 3")
                        && used.clause().startsWith("B 三(三)1")));
    }

    @Test
    void two_policies_of_one_name_are_told_apart() {
        ofTheLatest = new Policy(
                        Policies.shipped().key(),
                        Map.of("day.complete-at", new Policy.Value("16:00", "own choice: of a wider place")))
                .over(Policies.shipped());
        absentOn("2026-09-07");
        mark("2026-09-08 08:05", Mark.PRESENT);
        absentOn("2026-09-09");
        assertTrue(rule("suspected-dropout", "2026-09-09").zh().contains(" 16:00"));
    }

    @Test
    void the_third_day_waits_for_the_last_posts_and_then_it_fires() {
        absentOn("2026-09-07", "2026-09-08", "2026-09-09");
        assertEquals(
                Because.AWAITS_LAST_POSTS,
                rule("home-visit", "2026-09-09", at("2026-09-09 15:10")).because());
        fired("home-visit", "2026-09-09 15:30");
        OfRule rule = rule("home-visit", "2026-09-09");
        assertEquals(Because.FIRED, rule.because());
        assertEquals(1, rule.firings().size());
        assertTrue(rule.en().contains("began at 2026-09-09 15:30"), rule.en());
        assertEquals(
                Because.TOO_FEW_DAYS, rule("home-visit", "2026-09-08").because(), "and on the day before it had not");
    }

    @Test
    void a_return_on_a_later_day_does_not_show_on_the_day_but_ends_it_on_its_own() {
        absentOn("2026-09-07", "2026-09-08");
        mark("2026-09-09 08:05", Mark.PRESENT);
        assertEquals(Because.TOO_FEW_DAYS, rule("home-visit", "2026-09-08").because());
        OfRule rule = rule("home-visit", "2026-09-09");
        assertEquals(Because.ABSENCE_ENDED, rule.because());
        assertTrue(rule.zh().contains("（2026-09-09，学生已经到校）"), rule.zh());
    }

    @Test
    void what_was_done_on_a_later_day_was_still_owed_at_the_end_of_the_day() {
        absentOn("2026-09-07", "2026-09-08");
        owed("contact-guardian", "2026-09-07", "DONE", "2026-09-08 10:00", null);
        assertEquals(Because.OWED, rule("contact-guardian", "2026-09-07").because());
        duties.clear();
        owed("contact-guardian", "2026-09-07", "DONE", "2026-09-07 10:00", null);
        assertEquals(Because.DONE, rule("contact-guardian", "2026-09-07").because());
        duties.clear();
        owed("contact-guardian", "2026-09-07", "CANCELLED", "2026-09-08 10:00", "RELEASED");
        assertEquals(Because.OWED, rule("contact-guardian", "2026-09-07").because());
        duties.clear();
        owed("contact-guardian", "2026-09-07", "CANCELLED", "2026-09-08 10:00", "CORRECTED");
        assertEquals(Because.CANCELLED, rule("contact-guardian", "2026-09-07").because(), "it never was");
    }

    @Test
    void a_return_ends_what_is_owed_on_its_own_day() {
        absentOn("2026-09-07", "2026-09-08");
        mark("2026-09-09 08:05", Mark.PRESENT);
        owed("contact-guardian", "2026-09-08", "CANCELLED", "2026-09-09 08:06", "RETURNED");
        assertEquals(Because.OWED, rule("contact-guardian", "2026-09-08").because());
    }

    @Test
    void a_valid_reason_holds_what_is_counted() {
        absentOn("2026-09-07", "2026-09-08", "2026-09-09");
        facts.add(new Fact.Verified(LocalDate.of(2026, 9, 8), Fact.Outcome.ILL, at("2026-09-08 17:00")));
        OfRule rule = rule("formal-report", "2026-09-09");
        assertEquals(Because.TOO_FEW_DAYS, rule.because());
        assertEquals(Because.VALID_REASON, rule("home-visit", "2026-09-09").because());
        // Thursday is closed
        assertEquals(at("2026-09-14 15:00"), rule("home-visit", "2026-09-09").at());
    }

    @Test
    void a_date_without_an_absence_says_why() {
        mark("2026-09-07 08:05", Mark.PRESENT);
        assertEquals(Because.IN_SCHOOL, rule("contact-guardian", "2026-09-07").because());
        assertEquals(
                Because.NOTHING_POSTED, rule("contact-guardian", "2026-09-08").because());
        OfRule closedDay = rule("contact-guardian", "2026-09-10");
        assertEquals(Because.NO_SCHOOL_DAY, closedDay.because());
        assertTrue(closedDay.en().contains("no school day (the school's calendar)"), closedDay.en());
        assertTrue(rule("contact-guardian", "2026-09-12").en().contains("(weekend)"));
        facts.add(new Fact.LeaveGranted(
                "leave",
                1,
                Fact.LeaveKind.SICK,
                Slot.startOf(LocalDate.of(2026, 9, 11)),
                Slot.endOf(LocalDate.of(2026, 9, 11)),
                at("2026-09-11 07:00")));
        assertEquals(Because.LEAVE, rule("month-report", "2026-09-11").because());
        facts.add(new Fact.EnrolmentChanged(
                "school", Fact.Change.GRADUATED, LocalDate.of(2026, 9, 14), 1, at("2026-09-14 09:00")));
        assertEquals(Because.NOT_ENROLLED, rule("month-report", "2026-09-15").because());
    }

    @Test
    void the_class_says_why_it_owed_nothing() {
        mark("2026-09-07 08:05", Mark.PRESENT);
        assertEquals(Because.ALL_POSTED, rule("submit-attendance", "2026-09-07").because());
        assertEquals(
                Because.NO_SCHOOL_DAY, rule("submit-attendance", "2026-09-10").because());
        assertEquals(
                Because.NOT_YET,
                rule("submit-attendance", "2026-09-08", at("2026-09-08 09:00")).because());
    }

    private void absentOn(String... dates) {
        Stream.of(dates).forEach(date -> mark(date + " 08:05", Mark.ABSENT));
    }

    private void mark(String time, Mark mark) {
        LocalDate date = LocalDate.parse(time.substring(0, 10));
        facts.add(new Fact.Marked("701", new Slot(date, 1), 1, mark, at(time), at(time).plusSeconds(60)));
    }

    private void owed(String rule, String date, String state, String endedAt, @Nullable String reason) {
        duties.add(new Basis.DutyThen(
                "duty-" + rule,
                rule,
                spells().getFirst().id(),
                LocalDate.parse(date),
                0,
                1,
                null,
                "class-teacher",
                "701",
                at(date + " 08:06"),
                at(date + " 09:05"),
                false,
                false,
                state,
                at(endedAt),
                false,
                reason));
    }

    private List<Spell> spells() {
        return SpellRules.spells("ana", facts, CALENDAR, Policies.shipped());
    }

    private void fired(String rule, String time) {
        fired.add(new Firing(
                "firing-" + rule,
                rule,
                1,
                3,
                at(time.substring(0, 10) + " 15:00"),
                at(time),
                false,
                true,
                Firing.Outside.RELEASED,
                false));
    }

    private OfRule rule(String rule, String date) {
        return rule(rule, date, at("2026-10-01 12:00"));
    }

    private OfRule rule(String rule, String date, Instant asOf) {
        Explanation told =
                Explainer.explain(gathered(LocalDate.parse(date), asOf).basis());
        return Stream.concat(told.rules().stream(), told.spells().stream().flatMap(spell -> spell.rules().stream()))
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private Gathered gathered(LocalDate date, Instant asOf) {
        List<Gathered.Named> spells = spells().stream()
                .map(spell -> new Gathered.Named(
                        spell.id(),
                        spell.opened(),
                        spell.openedAt(),
                        spell.createdAt(),
                        spell.isOpen() ? ofTheLatest : Policies.shipped()))
                .toList();
        return new Gathered(
                "ana",
                date,
                asOf,
                new Basis.OfSchool(
                        "school",
                        "701",
                        "530113001",
                        SHANGHAI,
                        LocalTime.of(15, 0),
                        false,
                        List.of(new Basis.SessionOf(1, "AM", LocalTime.of(8, 0))),
                        SchoolWeek.of("school", List.of(CALENDAR), date)
                                .map(SchoolWeek::lastDay)
                                .orElse(null)),
                policy -> new SchoolCalendar(SHANGHAI, policy.time("day.complete-at"), CALENDAR.levels()),
                ofTheLatest,
                facts,
                closed,
                spells,
                fired.stream()
                        .map(firing -> new Basis.FiringThen(spells.getFirst().spell(), firing))
                        .toList(),
                duties,
                List.of(),
                facts.stream()
                        .filter(fact -> fact instanceof Fact.Marked mark
                                && mark.slot().date().equals(date))
                        .map(fact -> new Basis.Posted(1, fact.acceptedAt()))
                        .toList(),
                Optional.empty(),
                List.of());
    }

    private static Instant at(String time) {
        return LocalDate.parse(time.substring(0, 10))
                .atTime(LocalTime.parse(time.substring(11)))
                .atZone(SHANGHAI)
                .toInstant();
    }
}
