package org.baoxue.escalation.spell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.spell.Fact.Change;
import org.junit.jupiter.api.Test;

/** From when to when a child that left a school is away with approval, whatever is still called there. */
class DeparturesTest {
    private static final Spell.State LEFT = new Spell.Left(LocalDate.of(2026, 9, 8));

    @Test
    void what_the_old_school_still_calls_is_no_absence() {
        assertEquals(
                List.of(LEFT),
                states(new Child()
                        .absent("2026-09-07 08:05")
                        .enrolment(Change.TRANSFER_OUT, "2026-09-08", "2026-09-07 17:00")
                        .enrolment(Change.TRANSFER_CONFIRMED, "2026-09-08", "2026-09-09 17:00")
                        .absent("2026-09-10 08:05")));
    }

    @Test
    void an_enrolment_before_the_departure_does_not_end_it() {
        assertEquals(
                List.of(LEFT),
                states(new Child()
                        .enrolment(Change.ENROLLED, "2026-09-01", "2026-09-01 08:00")
                        .absent("2026-09-07 08:05")
                        .enrolment(Change.GRADUATED, "2026-09-08", "2026-09-08 17:00")
                        .absent("2026-09-10 08:05")));
    }

    @Test
    void a_later_enrolment_ends_it() {
        assertEquals(
                List.of(LEFT, new Spell.Open()),
                states(new Child()
                        .absent("2026-09-07 08:05")
                        .enrolment(Change.GRADUATED, "2026-09-08", "2026-09-08 17:00")
                        .enrolment(Change.ENROLLED, "2026-09-10", "2026-09-10 08:00")
                        .absent("2026-09-11 08:05")));
    }

    @Test
    void an_enrolment_that_is_said_afterwards_for_an_earlier_day_takes_the_departure_back() {
        assertEquals(
                List.of(new Spell.Open()),
                states(new Child()
                        .absent("2026-09-07 08:05")
                        .enrolment(Change.GRADUATED, "2026-09-08", "2026-09-08 17:00")
                        .enrolment(Change.ENROLLED, "2026-09-07", "2026-09-09 08:00")
                        .absent("2026-09-10 08:05")));
    }

    private static List<Spell.State> states(Child child) {
        return child.spells(child.facts(), Policies.shipped()).stream()
                .map(Spell::state)
                .toList();
    }
}
