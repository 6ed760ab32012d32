package org.baoxue.escalation.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.junit.jupiter.api.Test;

/** Which version of a policy an absence keeps. */
class VersionsTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
    private static final Instant KNOWN = Instant.parse("2026-09-07T00:10:00Z");

    /** Set on Monday at 09:00 in Yunnan, from Tuesday on. */
    private final PolicyStore.Versions versions = new PolicyStore.Versions(List.of(new PolicyStore.Version(
            new Policy(
                    new Policy.Key("530113", MONDAY.plusDays(1), 1),
                    Map.of("spell.partial-days", new Policy.Value("any absence", "own choice: a test"))),
            Instant.parse("2026-09-07T01:00:00Z"),
            "p-bureau")));

    @Test
    void an_absence_keeps_what_was_known_when_it_became_known() {
        assertEquals(false, anyAbsenceCounts(MONDAY, KNOWN));
        assertEquals(false, anyAbsenceCounts(MONDAY, Instant.parse("2026-09-09T01:00:00Z")));
    }

    @Test
    void one_that_turns_out_to_have_opened_later_keeps_what_holds_on_that_day() {
        assertEquals(true, anyAbsenceCounts(MONDAY.plusDays(1), KNOWN));
        assertEquals(true, anyAbsenceCounts(MONDAY.plusDays(1), Instant.parse("2026-09-10T01:00:00Z")));
    }

    /** The shipped file changed at an upgrade: a part of a day is read in another way. */
    @Test
    void a_running_absence_keeps_the_shipped_policy_under_which_it_became_known() {
        Instant upgraded = Instant.parse("2026-09-09T01:00:00Z");
        Policy before = Policies.shipped();
        Map<String, Policy.Value> values = new TreeMap<>(before.values());
        values.put("spell.partial-days", new Policy.Value("any absence", "own choice: a test"));
        Policy after =
                new Policy(new Policy.Key("", before.key().from(), before.key().version() + 1), values);
        PolicyStore.Versions shipped = new PolicyStore.Versions(List.of(
                new PolicyStore.Version(after, upgraded, null),
                new PolicyStore.Version(before, Instant.parse("2026-09-01T01:00:00Z"), null)));

        assertSame(before, shipped.of("530113001", MONDAY, KNOWN));
        assertSame(before, shipped.of("530113001", MONDAY, Instant.parse("2026-08-01T00:00:00Z")));
        assertSame(after, shipped.of("530113001", MONDAY, upgraded.plusSeconds(1)));
        assertSame(after, shipped.of("530113001", MONDAY.plusDays(9), KNOWN));
    }

    /** What a later shipped file asks for must be there, whichever version an absence keeps; what it began with stays. */
    @Test
    void an_older_shipped_policy_gets_the_values_that_it_is_asked_for_and_no_rule() {
        Policy later = Policies.shipped();
        Map<String, Policy.Value> values = new TreeMap<>(later.values());
        values.keySet().removeIf(name -> name.startsWith("watch-list."));
        List.of("hours.lapse-wait", "contact-guardian.attempts", "contact-guardian.lapse-tells")
                .forEach(values::remove);
        values.put("spell.partial-days", new Policy.Value("any absence", "own choice: a test"));
        Policy older =
                new Policy(new Policy.Key("", later.key().from(), later.key().version() - 1), values);

        Policy completed = older.completedFrom(later);

        assertEquals(older.key(), completed.key());
        assertEquals(later.duration("hours.lapse-wait"), completed.duration("hours.lapse-wait"));
        assertEquals(later.number("contact-guardian.attempts"), completed.number("contact-guardian.attempts"));
        assertEquals(true, completed.anyAbsenceCounts());
        assertEquals(
                older.rules().stream().map(Rule::id).toList(),
                completed.rules().stream().map(Rule::id).toList());
        assertEquals(List.of(), completed.rule("contact-guardian").lapseTells());
        assertSame(later, later.completedFrom(older));
    }

    private boolean anyAbsenceCounts(LocalDate openedOn, Instant knownAt) {
        return versions.of("530113001", openedOn, knownAt).anyAbsenceCounts();
    }
}
