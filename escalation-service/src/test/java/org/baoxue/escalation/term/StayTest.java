package org.baoxue.escalation.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.spell.Fact.Change;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StayTest {
    private final List<Stay.Change> changes = new ArrayList<>();

    @Test
    void an_enrolment_after_an_end_is_another_stay_and_a_corrected_one_is_not() {
        said("S", Change.ENROLLED, "2026-09-01", "1");
        said("S", Change.ENROLLED, "2026-09-02", "1");
        said("S", Change.WITHDRAWN, "2026-09-15", "1");
        said("S", Change.ENROLLED, "2026-10-12", "2");
        List<Stay> stays = Stay.at("S", changes);
        assertEquals(
                List.of(date("2026-09-02"), date("2026-10-12")),
                stays.stream().map(Stay::enrolledOn).toList());
        assertEquals(List.of(1, 4), stays.stream().map(Stay::revision).toList());
        assertEquals(Optional.of(date("2026-09-15")), stays.getFirst().notHereFrom());
        assertEquals(Optional.empty(), stays.getFirst().leftOn(), "a bare withdrawal");
        assertEquals(Optional.empty(), stays.getLast().notHereFrom());
    }

    @Test
    void who_comes_back_from_another_school_has_another_stay_and_waits_for_no_transfer() {
        said("S", Change.ENROLLED, "2026-09-01", "1");
        said("S", Change.TRANSFER_OUT, "2026-09-15", "1");
        assertEquals(
                Optional.of(date("2026-09-15")),
                Stay.at("S", changes).getFirst().transferOn());
        said("T", Change.ENROLLED, "2026-09-20", "T1");
        assertEquals(
                Optional.of(date("2026-09-20")),
                Stay.at("S", changes).getFirst().leftOn());
        said("T", Change.TRANSFER_OUT, "2026-10-01", "T1");
        said("S", Change.ENROLLED, "2026-10-02", "1");
        List<Stay> stays = Stay.at("S", changes);
        assertEquals(2, stays.size());
        assertEquals(Optional.empty(), stays.getFirst().transferOn());
    }

    @Test
    void the_class_is_that_of_the_day_and_its_corrected_first_day_is_no_other_enrolment() {
        said("S", Change.ENROLLED, "2026-09-01", "1");
        said("S", Change.CLASS_CHANGED, "2026-09-21", "3");
        said("S", Change.ENROLLED, "2026-09-22", "3");
        said("S", Change.WITHDRAWN, "2026-10-01", "3");
        Stay stay = Stay.at("S", changes).getFirst();
        assertEquals(date("2026-09-01"), stay.enrolledOn());
        assertEquals(
                List.of("1", "1", "3"),
                List.of("2026-08-31", "2026-09-21", "2026-09-22").stream()
                        .map(day -> stay.classOn(date(day)).orElseThrow())
                        .toList());
        assertEquals(Optional.of("3"), stay.lastClass());
    }

    @Test
    void classes_that_no_change_named_are_unknown() {
        said("S", Change.ENROLLED, "2026-09-01", null);
        Stay stay = Stay.at("S", changes).getFirst();
        assertEquals(
                List.of(Optional.empty(), Optional.empty()),
                List.of(stay.classOn(date("2026-09-01")), stay.lastClass()));
    }

    @Test
    void the_class_before_a_change_is_unknown_where_the_enrolment_named_none() {
        said("S", Change.ENROLLED, "2026-09-01", null);
        said("S", Change.CLASS_CHANGED, "2026-09-21", "3");
        Stay stay = Stay.at("S", changes).getFirst();
        assertEquals(
                List.of(Optional.empty(), Optional.of("3")),
                List.of(stay.classOn(date("2026-09-20")), stay.classOn(date("2026-09-21"))));
        assertEquals(Set.of("1", "3"), stay.classesOr("1"));
    }

    @Test
    void it_was_asked_for_only_where_the_class_was_called_that_it_was_in_then() {
        said("S", Change.ENROLLED, "2026-09-01", null);
        said("S", Change.CLASS_CHANGED, "2026-09-03", "3");
        Stay stay = Stay.at("S", changes).getFirst();
        List<LocalDate> week = List.of(date("2026-09-02"), date("2026-09-03"), date("2026-09-04"));
        Map<String, List<LocalDate>> byClass = Map.of("1", week.subList(0, 2), "3", week, "5", week);
        assertEquals(Set.copyOf(week), stay.called(byClass, "1"));
        assertEquals(Set.copyOf(week.subList(1, 3)), stay.called(byClass, "2"), "no change named the first class");
    }

    @Test
    void what_saw_the_child_in_a_former_stay_says_nothing_of_the_later_one() {
        said("S", Change.ENROLLED, "2025-09-01", "1");
        said("S", Change.WITHDRAWN, "2026-08-31", "1");
        said("S", Change.ENROLLED, "2026-09-01", "1");
        TermStart start = new TermStart(
                new Term(date("2026-08-30"), date("2027-01-22")), date("2026-09-01"), date("2026-09-08"), false);
        assertEquals(
                List.of(date("2026-08-30"), date("2026-09-01")),
                Stay.at("S", changes).stream().map(stay -> stay.seenFrom(start)).toList());
    }

    private void said(String school, Change change, String date, @Nullable String classId) {
        changes.add(new Stay.Change(
                changes.size() + 1, school, change, date(date), Instant.parse(date + "T00:00:00Z"), classId));
    }

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }
}
