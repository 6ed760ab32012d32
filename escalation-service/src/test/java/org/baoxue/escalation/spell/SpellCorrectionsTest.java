package org.baoxue.escalation.spell;

import static org.baoxue.escalation.spell.Child.at;
import static org.baoxue.escalation.spell.Child.slot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.baoxue.escalation.policy.Counting;
import org.baoxue.escalation.policy.Policies;
import org.junit.jupiter.api.Test;

/** Facts that come late, or say that what was known is not so: what becomes of a spell, and of its identity. */
class SpellCorrectionsTest {
    @Test
    void an_opening_mark_corrected_to_present_withdraws_the_spell() {
        Child child =
                new Child().absent("2026-09-07 08:05").corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-07 09:00");
        assertEquals(new Spell.Withdrawn(), onlySpell(child).state());
        assertEquals(
                0,
                CountedDay.of(onlySpell(child), List.of(), child.calendar(), Counting.SCHOOL_DAYS)
                        .count());
    }

    @Test
    void a_correction_of_the_correction_is_the_same_spell_again() {
        Child child = new Child().absent("2026-09-07 08:05");
        String id = onlySpell(child).id();
        child.corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-07 09:00");
        child.corrected("2026-09-07 08:05", Mark.ABSENT, "2026-09-07 09:30");
        assertEquals(id, onlySpell(child).id());
        assertTrue(onlySpell(child).isOpen());
    }

    @Test
    void an_opening_mark_corrected_to_late_is_a_return() {
        Child child =
                new Child().absent("2026-09-07 08:05").corrected("2026-09-07 08:05", Mark.LATE, "2026-09-07 08:20");
        assertEquals(
                new Spell.Returned(slot("2026-09-07 08:05"), at("2026-09-07 08:05"), true),
                onlySpell(child).state());
    }

    @Test
    void what_follows_an_opening_mark_corrected_to_late_is_another_spell() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05");
        String id = onlySpell(child).id();
        List<Spell> spells = child.corrected("2026-09-07 08:05", Mark.LATE, "2026-09-08 09:00")
                .spells();
        assertEquals(id, spells.getFirst().id());
        assertTrue(spells.getFirst().isUnfounded());
        assertEquals(slot("2026-09-08 08:05"), spells.getLast().opened());
        String follows = spells.getLast().id();
        spells = child.corrected("2026-09-07 08:05", Mark.PRESENT, "2026-09-08 10:00")
                .spells();
        assertEquals(new Spell.Withdrawn(), spells.getFirst().state());
        assertEquals(follows, spells.getLast().id());
        assertTrue(spells.getLast().isOpen());
    }

    @Test
    void a_leave_filed_backwards_withdraws_what_it_covers_and_moves_what_it_does_not() {
        Child covered = new Child().absent("2026-09-07 08:05").onLeave("2026-09-07", "2026-09-08", "2026-09-07 10:00");
        assertEquals(new Spell.Withdrawn(), onlySpell(covered).state());

        Child moved = new Child().absent("2026-09-07 08:05", "2026-09-08 08:05");
        String id = onlySpell(moved).id();
        moved.onLeave("2026-09-07", "2026-09-07", "2026-09-08 10:00");
        assertEquals(id, onlySpell(moved).id());
        assertEquals(slot("2026-09-08 08:05"), onlySpell(moved).opened());
    }

    @Test
    void a_leave_filed_in_time_leaves_no_spell_and_one_withdrawn_uncovers_it() {
        Child child = new Child()
                .onLeave("2026-09-07", "2026-09-08", "2026-09-06 10:00")
                .absent("2026-09-07 08:05");
        assertEquals(List.of(), child.spells());
        child.leaveWithdrawn("2026-09-07", "2026-09-07 11:00");
        assertTrue(onlySpell(child).isOpen());
    }

    @Test
    void a_shortened_leave_uncovers_absent_marks_but_no_marks_of_leave() {
        Child child = new Child()
                .onLeave("2026-09-07", "2026-09-10", "2026-09-06 10:00")
                .absent("2026-09-08 08:05", "2026-09-09 08:05")
                .marked(Mark.LEAVE, "2026-09-10 08:05");
        assertEquals(List.of(), child.spells());
        child.leaveShortened("2026-09-07", "2026-09-08", "2026-09-10 10:00");
        assertEquals(slot("2026-09-09 08:05"), onlySpell(child).opened());
        assertEquals(
                new Spell.Excused(slot("2026-09-10 08:05")), onlySpell(child).state());
    }

    @Test
    void a_late_roll_call_splits_a_spell_and_the_part_split_off_is_new() {
        Child child = new Child().absent("2026-09-07 08:05", "2026-09-09 08:05");
        String id = onlySpell(child).id();
        child.marked(Mark.PRESENT, "2026-09-08 08:05", at("2026-09-10 08:00"));
        List<Spell> spells = child.spells();
        assertEquals(id, spells.getFirst().id());
        assertNotEquals(id, spells.getLast().id());
        assertEquals(slot("2026-09-09 08:05"), spells.getLast().opened());
    }

    @Test
    void the_same_facts_give_the_same_spells_in_any_order_and_doubled() {
        Child child = new Child()
                .absent("2026-09-07 08:05", "2026-09-08 08:05", "2026-09-10 08:05")
                .corrected("2026-09-07 08:05", Mark.LATE, "2026-09-08 12:00")
                .present("2026-09-11 08:05")
                .absent("2026-09-14 08:05")
                .onLeave("2026-09-15", "2026-09-16", "2026-09-17 10:00")
                .marked(Mark.PRESENT, "2026-09-09 14:05", at("2026-09-12 08:00"));
        List<Spell> spells = child.spells();
        List<Fact> facts = new ArrayList<>(child.facts());
        facts.addAll(child.facts());
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(facts, random);
            assertEquals(spells, SpellRules.spells("ana", facts, child.calendar(), Policies.shipped()));
        }
    }

    private static Spell onlySpell(Child child) {
        assertEquals(1, child.spells().size());
        return child.spells().getFirst();
    }
}
