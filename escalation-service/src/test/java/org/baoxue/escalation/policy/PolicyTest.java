package org.baoxue.escalation.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.baoxue.escalation.policy.Policy.Value;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 1);

    @Test
    void the_shipped_policy_has_every_rule_of_both_tables() {
        assertEquals(
                Set.of(
                        "submit-attendance",
                        "contact-guardian",
                        "report-absence-list",
                        "verify-same-day",
                        "suspected-dropout",
                        "inform-principal",
                        "home-visit",
                        "platform-report",
                        "township-report",
                        "joint-persuasion",
                        "formal-report",
                        "month-report",
                        "verify-presumed",
                        "correct-attendance",
                        "approve-leave",
                        "contact-about-concern",
                        "unregistered-list",
                        "unregistered-report",
                        "weekly-list",
                        "watch-list"),
                Policies.shipped().rules().stream().map(Rule::id).collect(Collectors.toSet()));
    }

    @Test
    void every_value_names_its_clause_or_says_that_it_is_chosen() {
        Policies.shipped()
                .values()
                .forEach((name, value) -> assertTrue(
                        value.clause().startsWith("B ") || value.clause().contains("own choice"), name));
    }

    /** Others rebuild policies from what is published, once a version: another text needs another version in Policies. */
    @Test
    void another_shipped_policy_is_another_version() {
        CRC32 sum = new CRC32();
        Policies.shipped().values().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(value -> sum.update((value.getKey()
                                + value.getValue().text()
                                + value.getValue().clause())
                        .getBytes(StandardCharsets.UTF_8)));
        assertEquals(3, Policies.shipped().key().version());
        assertEquals(1358717515L, sum.getValue());
    }

    @Test
    void dues_read_as_they_are_written() {
        assertEquals(new Due.AfterMark(Duration.ofHours(1)), due("contact-guardian"));
        assertEquals(
                new Due.AfterList(LocalTime.of(18, 0), Duration.ofHours(2), LocalTime.of(21, 0)),
                due("verify-same-day"));
        assertEquals(new Due.SameDay(LocalTime.of(18, 0)), due("inform-principal"));
        assertEquals(new Due.NextSchoolDayEnd(), due("home-visit"));
        assertEquals(new Due.WithinSchoolDays(5), due("joint-persuasion"));
        assertEquals(new Due.NextSchoolDay(LocalTime.NOON), due("formal-report"));
    }

    @Test
    void a_place_inherits_value_by_value_from_the_longest_prefix_that_speaks() {
        Policies policies = new Policies(List.of(
                policy("53", SEPTEMBER, "day.complete-at", "16:00"),
                policy("530113", SEPTEMBER, "spell.leave-grace-days", "2"),
                policy("530113", SEPTEMBER.plusMonths(1), "spell.leave-grace-days", "1")));
        Policy dongchuan = policies.inForce("530113001", SEPTEMBER);
        assertEquals(2, dongchuan.number("spell.leave-grace-days"));
        assertEquals(LocalTime.of(16, 0), dongchuan.time("day.complete-at"));
        assertEquals("530113", dongchuan.key().place());
        assertEquals(1, policies.inForce("530113001", SEPTEMBER.plusMonths(1)).number("spell.leave-grace-days"));
        assertEquals(3, policies.inForce("TX255901", SEPTEMBER).number("spell.leave-grace-days"));
        assertEquals(3, policies.inForce("530113001", SEPTEMBER.minusDays(1)).number("spell.leave-grace-days"));
    }

    @Test
    void what_is_merged_is_merged_once_for_all_dates_on_which_the_same_is_in_force() {
        Policies policies = new Policies(List.of(policy("53", SEPTEMBER, "day.complete-at", "16:00")));
        assertSame(policies.inForce("530113001", SEPTEMBER), policies.inForce("530802", SEPTEMBER.plusDays(9)));
        assertSame(Policies.shipped(), policies.inForce("TX255901", SEPTEMBER));
    }

    @Test
    void a_value_that_cannot_be_read_is_refused_by_its_name() {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> policy("53", SEPTEMBER, "home-visit.due", "soon")
                        .over(Policies.shipped()));
        assertTrue(String.valueOf(refused.getMessage()).contains("home-visit"));
    }

    private static Policy policy(String place, LocalDate from, String name, String text) {
        return new Policy(new Policy.Key(place, from, 1), Map.of(name, new Value(text, "own choice: a test")));
    }

    private static Due due(String rule) {
        return Policies.shipped().rule(rule).dueTime();
    }
}
