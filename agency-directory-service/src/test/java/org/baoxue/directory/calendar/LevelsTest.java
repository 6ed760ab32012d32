package org.baoxue.directory.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.directory.calendar.Levels.Because;
import org.junit.jupiter.api.Test;

class LevelsTest {

    private static final Term AUTUMN = new Term("autumn", LocalDate.parse("2026-09-01"), LocalDate.parse("2027-01-22"));
    private static final Calendar NATION = level(
            OwnerKind.NATION,
            "CN",
            List.of(),
            day("2026-10-01", false),
            day("2026-10-10", true),
            day("2026-02-14", true));
    private static final Calendar COUNTY = level(OwnerKind.PLACE, "530113", List.of(AUTUMN), day("2026-10-12", false));

    @Test
    void monday_to_friday_are_school_days_where_no_level_speaks_of_the_date() {
        assertTrue(on("2026-09-07").schoolDay());
        assertEquals(Because.WEEKDAY, on("2026-09-07").because());
        assertFalse(on("2026-09-12").schoolDay());
        assertEquals(Because.WEEKEND, on("2026-09-12").because());
    }

    @Test
    void a_national_holiday_is_none_and_a_make_up_saturday_is_one() {
        assertFalse(on("2026-10-01").schoolDay());
        assertTrue(on("2026-10-10").schoolDay());
        assertEquals("CN", decidedBy(on("2026-10-10")));
    }

    @Test
    void the_nearest_level_decides() {
        var school = level(OwnerKind.SCHOOL, "2153011301", List.of(), day("2026-10-12", true));
        var theClass = level(OwnerKind.CLASS, "2153011301-0701", List.of(), day("2026-10-12", false));

        assertEquals("530113", decidedBy(on("2026-10-12")));
        assertTrue(new Levels(List.of(school, COUNTY, NATION))
                .ruleOn(date("2026-10-12"))
                .schoolDay());
        assertFalse(new Levels(List.of(theClass, school, COUNTY, NATION))
                .ruleOn(date("2026-10-12"))
                .schoolDay());
    }

    @Test
    void a_national_make_up_day_in_the_vacation_is_no_school_day() {
        assertFalse(on("2026-02-14").schoolDay());
        assertEquals(Because.OUTSIDE_TERMS, on("2026-02-14").because());
        assertNull(on("2026-02-14").decidedBy());
    }

    @Test
    void in_the_vacation_only_the_school_or_the_class_names_a_school_day() {
        var school = level(OwnerKind.SCHOOL, "2153011301", List.of(), day("2026-08-29", true));

        var ruling = new Levels(List.of(school, COUNTY, NATION)).ruleOn(date("2026-08-29"));

        assertTrue(ruling.schoolDay());
        assertFalse(ruling.inTerm());
    }

    @Test
    void terms_are_those_of_the_nearest_level_that_has_any() {
        var late = new Term("late", LocalDate.parse("2026-09-14"), LocalDate.parse("2027-01-22"));
        var school = level(OwnerKind.SCHOOL, "2153011301", List.of(late));

        assertTrue(on("2026-09-07").schoolDay());
        assertFalse(new Levels(List.of(school, COUNTY, NATION))
                .ruleOn(date("2026-09-07"))
                .schoolDay());
    }

    @Test
    void where_nobody_has_entered_terms_every_date_is_in_term() {
        var ruling = new Levels(List.of(NATION)).ruleOn(date("2026-02-14"));

        assertTrue(ruling.schoolDay());
        assertTrue(ruling.inTerm());
        assertNull(ruling.termsFrom());
    }

    private static Levels.Ruling on(String date) {
        return new Levels(List.of(COUNTY, NATION)).ruleOn(date(date));
    }

    private static String decidedBy(Levels.Ruling ruling) {
        return ruling.decidedBy() == null ? "" : ruling.decidedBy().owner();
    }

    private static Calendar level(OwnerKind kind, String owner, List<Term> terms, Day... days) {
        return new Calendar(owner, kind, null, terms, List.of(days), 1, Instant.EPOCH);
    }

    private static Day day(String date, boolean school) {
        return new Day(date(date), school, "occasion");
    }

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }
}
