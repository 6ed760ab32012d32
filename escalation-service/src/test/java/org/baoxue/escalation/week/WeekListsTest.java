package org.baoxue.escalation.week;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.week.Named.Code;
import org.baoxue.escalation.week.Named.Reason;
import org.junit.jupiter.api.Test;

/** The lists of weeks of September 2026: 09-07 to 09-11 is a plain one, that of 09-14 has a make-up Sunday. */
class WeekListsTest {
    private static final SchoolWeek PLAIN = week("2026-09-07");
    private static final LocalDate FIRST = LocalDate.parse("2026-09-01");

    private WeekBook book = new WeekBook(WeekRules.WEEKLY, PLAIN);

    @Test
    void the_week_ends_with_its_last_school_day() {
        assertEquals(LocalDate.parse("2026-09-11"), PLAIN.lastDay());
        assertEquals(LocalDate.parse("2026-09-20"), week("2026-09-14").lastDay());
        assertEquals(LocalDate.parse("2026-09-24"), week("2026-09-21").lastDay());
        assertEquals(
                Optional.empty(),
                SchoolWeek.of("S", List.of(Calendars.national()), LocalDate.parse("2026-10-05"))
                        .filter(week -> week.lastDay().isBefore(LocalDate.parse("2026-10-08"))));
    }

    @Test
    void who_was_missing_at_a_school_days_end_is_named_with_the_days_and_which_nobody_marked() {
        Child ana = new Child().absent("2026-09-09 08:05").absent("2026-09-11 08:05");
        assertEquals(
                Optional.of(List.of(
                        reason(Code.UNEXCUSED_DAYS, 3, "2026-09-09", "2026-09-11"),
                        reason(Code.PRESUMED_DAYS, 1, "2026-09-10", "2026-09-10"))),
                patterns(ana).unexcused(PLAIN).map(Named::reasons));
        assertEquals(Optional.empty(), patterns(ana).unexcused(week("2026-08-31")));
        Child skips = new Child().absent("2026-09-09 08:05").present("2026-09-09 14:05");
        assertEquals(Optional.empty(), patterns(skips).unexcused(PLAIN), "a lesson skipped is the office's to watch");
    }

    @Test
    void who_has_not_come_since_the_term_began_is_named_although_nobody_ever_marked_it() {
        Child nobody = new Child();
        assertEquals(
                Optional.of(List.of(reason(Code.UNREGISTERED_DAYS, 4, "2026-09-01", "2026-09-04"))),
                waitedFor(nobody, "2027-01-22").unexcused(week("2026-08-31")).map(Named::reasons));
        assertEquals(
                Optional.of(List.of(reason(Code.UNREGISTERED_DAYS, 5, "2026-09-07", "2026-09-11"))),
                waitedFor(nobody, "2027-01-22").unexcused(PLAIN).map(Named::reasons));
        assertEquals(
                Optional.of(List.of(reason(Code.UNREGISTERED_DAYS, 1, "2026-09-07", "2026-09-07"))),
                waitedFor(nobody, "2026-09-07").unexcused(PLAIN).map(Named::reasons),
                "it came on Tuesday");
        assertEquals(
                Optional.empty(), waitedFor(nobody, "2026-09-06").unexcused(PLAIN), "it came on the week's first day");
    }

    @Test
    void a_day_of_waiting_is_counted_once_and_not_on_leave() {
        Child marked = new Child().absent("2026-09-10 08:05");
        assertEquals(
                Optional.of(List.of(
                        reason(Code.UNEXCUSED_DAYS, 2, "2026-09-10", "2026-09-11"),
                        reason(Code.PRESUMED_DAYS, 1, "2026-09-11", "2026-09-11"),
                        reason(Code.UNREGISTERED_DAYS, 1, "2026-09-08", "2026-09-08"))),
                waitedFor(marked, "2027-01-22", "2026-09-09").unexcused(PLAIN).map(Named::reasons));
    }

    @Test
    void long_leave_repeated_leave_and_skipped_lessons_are_watched_in_the_weeks_in_which_they_happen() {
        assertEquals(
                Optional.of(List.of(reason(Code.LONG_LEAVE, 15, "2026-08-28", "2026-09-11"))),
                watched(List.of(leave("2026-08-28", "2026-09-11")), PLAIN));
        assertEquals(Optional.empty(), watched(List.of(leave("2026-08-29", "2026-09-11")), PLAIN), "a day short");
        List<Patterns.Leave> three = List.of(
                leave("2026-09-01", "2026-09-01"),
                leave("2026-09-04", "2026-09-04"),
                leave("2026-09-08", "2026-09-08"));
        assertEquals(
                Optional.of(List.of(reason(Code.REPEATED_LEAVE, 3, "2026-09-01", "2026-09-08"))),
                watched(three, PLAIN));
        assertEquals(Optional.empty(), watched(three, week("2026-09-14")), "nothing new in that week");
        assertEquals(Optional.empty(), watched(three.subList(0, 2), PLAIN));
        assertEquals(
                Optional.of(List.of(reason(Code.SKIPPED_LESSONS, 3, "2026-09-02", "2026-09-10"))),
                skipping("2026-09-02", "2026-09-07", "2026-09-10")
                        .watched(PLAIN, Policies.shipped())
                        .map(Named::reasons));
        assertEquals(Optional.empty(), skipping("2026-09-02", "2026-09-10").watched(PLAIN, Policies.shipped()));
    }

    @Test
    void a_list_is_drafted_at_the_weeks_end_for_the_principal_and_lapses_upwards() {
        assertEquals(List.of(), on("2026-09-11 15:29", "ana"));
        assertEquals(List.of("drafted [ana] to principal"), on("2026-09-11 15:30", "ana"));
        assertEquals(Child.at("2026-09-14 12:00"), book.lists().getFirst().duty.dueAt());
        assertEquals(List.of(), on("2026-09-11 15:31", "ana"), "once");
        assertEquals(List.of("lapsed, told [principal, county-bureau]"), on("2026-09-14 12:02", "ana"));
    }

    @Test
    void a_week_without_anybody_owes_no_list_and_a_suite_newly_installed_begins_none_of_past_weeks() {
        assertEquals(List.of(), on("2026-09-11 15:30"));
        book.knownSince(Child.at("2026-09-11 15:31"));
        assertEquals(List.of(), on("2026-09-21 15:30", "ana"));
        assertEquals(List.of("drafted [ana] to principal"), on("2026-09-21 15:29", "ana"));
    }

    @Test
    void an_outage_loses_no_list() {
        book.knownSince(Child.at("2026-09-11 15:30"));
        assertEquals(List.of("drafted [ana] to principal"), on("2026-09-30 15:30", "ana"));
    }

    @Test
    void a_list_whose_time_the_suite_slept_through_is_due_an_hour_after_waking_and_lapses_then() {
        on("2026-09-11 15:30", "ana");
        book.slept(Child.at("2026-09-14 11:00"), Child.at("2026-09-15 08:00"));
        assertEquals(
                List.of("renamed [ana, bo] without []", "moved to 2026-09-15T09:00"),
                on("2026-09-15 08:00", "ana", "bo"));
        assertEquals(1, book.lists().size());
        assertTrue(book.lists().getFirst().duty.late());
        assertEquals(List.of(), on("2026-09-15 09:01", "ana", "bo"));
        assertEquals(List.of("lapsed, told [principal, county-bureau]"), on("2026-09-15 09:02", "ana", "bo"));
    }

    @Test
    void what_fell_due_before_the_suite_slept_lapses_when_it_wakes() {
        on("2026-09-11 15:30", "ana");
        book.slept(Child.at("2026-09-14 12:01"), Child.at("2026-09-14 13:00"));
        assertEquals(List.of("lapsed, told [principal, county-bureau]"), on("2026-09-14 13:00", "ana"));
    }

    @Test
    void who_turns_out_in_a_vacation_to_belong_on_a_list_is_named_after_it() {
        book = new WeekBook(WeekRules.WEEKLY, week("2026-01-19"));
        assertEquals(List.of(), on("2026-01-23 15:30"));
        assertEquals(List.of("drafted [ana] to principal"), on("2026-03-02 15:30", "ana"));
    }

    @Test
    void who_turns_out_to_belong_on_a_list_when_it_lapses_goes_on_a_further_one() {
        on("2026-09-11 15:30", "ana");
        assertEquals(
                List.of("lapsed, told [principal, county-bureau]", "drafted [bo] to principal"),
                on("2026-09-14 12:02", "ana", "bo"));
    }

    @Test
    void a_draft_follows_the_facts_and_is_dropped_when_nobody_is_left() {
        on("2026-09-11 15:30", "ana", "bo");
        assertEquals(List.of("renamed [bo, cai] without [ana]"), on("2026-09-12 08:00", "bo", "cai"));
        assertEquals(List.of("dropped without [bo, cai]"), on("2026-09-12 09:00"));
        assertEquals(List.of("drafted [dan] to principal"), on("2026-09-12 10:00", "dan"));
        assertEquals(2, book.lists().getLast().duty.revision());
    }

    @Test
    void after_the_signature_whoever_does_not_belong_is_taken_off_once_and_whoever_does_goes_on_a_further_list() {
        on("2026-09-11 15:30", "ana", "bo");
        book.sign(Child.at("2026-09-11 16:00"));
        assertEquals(
                List.of("renamed [bo] without [ana]", "drafted [cai] to principal"),
                on("2026-09-14 15:30", "bo", "cai"));
        assertEquals(List.of(), on("2026-09-14 15:31", "bo", "cai"), "once");
    }

    @Test
    void who_was_told_of_and_taken_off_does_not_come_back_on_the_same_list() {
        book = new WeekBook(WeekRules.WATCH, PLAIN); // the office is told its names at once
        assertEquals(List.of("drafted [ana, bo] to academic-office"), on("2026-09-11 15:30", "ana", "bo"));
        assertEquals(List.of("renamed [bo] without [ana]"), on("2026-09-11 16:00", "bo"));
        assertEquals(List.of("drafted [ana] to academic-office"), on("2026-09-11 17:00", "ana", "bo"));
    }

    private List<String> on(String time, String... students) {
        return book.look(Child.at(time), students).stream()
                .map(WeekListsTest::said)
                .toList();
    }

    private static String said(WeekRules.Change change) {
        return switch (change) {
            case WeekRules.Drafted drafted ->
                "drafted " + students(drafted.names()) + " to "
                        + drafted.duty().owner().post();
            case WeekRules.Renamed renamed ->
                "renamed " + students(renamed.names()) + " without " + new TreeSet<>(renamed.off());
            case WeekRules.Moved moved ->
                "moved to " + moved.duty().dueAt().atZone(Calendars.SHANGHAI).toLocalDateTime();
            case WeekRules.Dropped dropped -> "dropped without " + new TreeSet<>(dropped.off());
            case WeekRules.Lapsed lapsed ->
                "lapsed, told "
                        + lapsed.tells().stream()
                                .map(tell -> tell.audience().post())
                                .toList();
        };
    }

    private static List<String> students(List<Named> names) {
        return names.stream().map(Named::student).sorted().toList();
    }

    private static Optional<List<Reason>> watched(List<Patterns.Leave> leaves, SchoolWeek week) {
        return new Patterns("ana", Calendars.national(), List.of(), List.of(), leaves, new TreeSet<>())
                .watched(week, Policies.shipped())
                .map(Named::reasons);
    }

    /** From the term's first day on; who is marked on leave on some day has leave on Monday too. */
    private static Patterns waitedFor(Child child, String until, String... onLeave) {
        Set<LocalDate> marked = Arrays.stream(onLeave).map(LocalDate::parse).collect(Collectors.toSet());
        List<Patterns.Leave> leaves = marked.isEmpty() ? List.of() : List.of(leave("2026-09-07", "2026-09-07"));
        Set<LocalDate> asked = FIRST.datesUntil(LocalDate.parse("2026-10-01")).collect(Collectors.toSet());
        asked.removeAll(marked);
        Patterns.Wait wait = new Patterns.Wait(FIRST, LocalDate.parse(until), asked);
        return new Patterns("ana", Calendars.national(), child.spells(), List.of(wait), leaves, new TreeSet<>());
    }

    @Test
    void of_a_class_that_was_never_called_nobody_is_named() {
        Patterns.Wait silent = new Patterns.Wait(FIRST, FIRST.plusDays(30), Set.of());
        Patterns.Wait asked = new Patterns.Wait(FIRST, FIRST.plusDays(30), Set.of(LocalDate.parse("2026-09-02")));
        assertEquals(Optional.empty(), waiting(silent).unexcused(week("2026-09-04")));
        assertEquals(
                List.of(reason(Code.UNREGISTERED_DAYS, 1, "2026-09-02", "2026-09-02")),
                waiting(asked).unexcused(week("2026-09-04")).orElseThrow().reasons());
    }

    private static Patterns waiting(Patterns.Wait wait) {
        return new Patterns("ana", Calendars.national(), List.of(), List.of(wait), List.of(), new TreeSet<>());
    }

    private static Patterns skipping(String... dates) {
        TreeSet<LocalDate> skipped = new TreeSet<>();
        Arrays.stream(dates).map(LocalDate::parse).forEach(skipped::add);
        return new Patterns("ana", Calendars.national(), List.of(), List.of(), List.of(), skipped);
    }

    private static Patterns patterns(Child child) {
        return new Patterns("ana", Calendars.national(), child.spells(), List.of(), List.of(), new TreeSet<>());
    }

    private static Patterns.Leave leave(String from, String to) {
        return new Patterns.Leave(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static Reason reason(Code code, int count, String from, String to) {
        return new Reason(code, count, LocalDate.parse(from), LocalDate.parse(to));
    }

    private static SchoolWeek week(String date) {
        return SchoolWeek.of("S", List.of(Calendars.national()), LocalDate.parse(date))
                .orElseThrow();
    }
}
