package org.baoxue.escalation.duty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.spell.Child;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Mark;
import org.junit.jupiter.api.Test;

/** Nobody is told of their own entry: so what a mark makes owed says whose entry the mark was. */
class WhoseEntryTest {
    private final Office office = new Office();

    @Test
    void what_a_mark_makes_owed_names_its_session_and_whoever_called_the_roll() {
        Child child = new Child().calledBy("AM", "p-7").absent("2026-09-07 08:05");
        child.calledBy("PM", "p-8").absent("2026-09-07 14:05");
        assertEquals(Set.of(new Fact.Entry("AM", "p-7")), entries(office.decides(child, "2026-09-07 14:06")));
    }

    @Test
    void a_mark_that_a_correction_made_is_the_entry_of_whoever_corrected() {
        Child child = new Child().calledBy("AM", "p-7").present("2026-09-07 08:05");
        child.calledBy("AM", "p-8").corrected("2026-09-07 08:05", Mark.ABSENT, "2026-09-07 08:30");
        assertEquals(Set.of(new Fact.Entry("AM", "p-8")), entries(office.decides(child, "2026-09-07 08:30")));
    }

    @Test
    void what_the_end_of_a_day_makes_owed_is_nobodys_entry() {
        Child child =
                new Child().calledBy("AM", "p-7").absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-09 08:05");
        office.decides(child, "2026-09-09 08:06");
        List<Decision> decisions = office.closed("2026-09-09").decides(child, "2026-09-09 15:00");
        assertTrue(entries(decisions).contains(Fact.Entry.UNKNOWN));
        assertEquals(1, entries(decisions).size());
    }

    private static Set<Fact.Entry> entries(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision.Opened.class::isInstance)
                .map(decision -> ((Decision.Opened) decision).entry())
                .collect(Collectors.toSet());
    }
}
