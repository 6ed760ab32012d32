package org.baoxue.escalation.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baoxue.escalation.policy.Policy.Value;
import org.baoxue.escalation.policy.Proposal.Half;
import org.baoxue.escalation.policy.Proposal.Mistake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalTest {
    private static final Policy.Key KEY = new Policy.Key("530113", LocalDate.of(2026, 9, 1), 1);

    @Test
    void every_shipped_value_of_a_place_may_be_set_as_it_ships() {
        Map<String, Value> all = new TreeMap<>(Policies.shipped().values());
        all.keySet().removeAll(Set.of("suite.sleep-tolerance"));
        assertEquals(List.of(), new Proposal(KEY, all, Policies.shipped()).mistakes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spell.leave-grace-days    | 5",
                "hours.window              | PT30M",
                "contact-guardian.due      | PT90M after mark",
                "verify-same-day.due       | later of 17:30 and PT1H after list, until 22:00",
                "home-visit.due            | 2 school days",
                "formal-report.fires       | day 5",
                "month-report.fires        | month, not before day 9",
                "suspected-dropout.alerts  | county-bureau at once",
                "suspected-dropout.unit    | calendar days",
                "suspected-dropout.counting | within 20 school days",
                "suspected-dropout.alerts  | ''",
                "day.make-up-days          | do not count",
                "day.complete-at           | 16:30",
                "spell.partial-days        | any absence",
                "case.carries-on           | no",
                "report-absence-list.clock | failed contact",
                "submit-attendance.owner   | academic-office",
                "home-visit.alerts         | township-officer after PT3H",
                "joint-persuasion.owner    | township-officer",
                "home-visit.due            | 1 school days",
                "home-visit.due            | 60 school days",
                "formal-report.fires       | day 60",
                "suspected-dropout.counting | within 60 school days",
                "unregistered-report.fires | term start + 1 days",
            })
    void what_can_be_read_is_taken(String name, String text) {
        assertEquals(List.of(), mistakes(name, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spell.leave-grace-days    | many",
                "spell.leave-grace-days    | 31",
                "spell.leave-grace-days    | 99999999999",
                "spell.partial-days        | first mark",
                "day.complete-at           | 23:00",
                "hours.past-becomes        | 25:00",
                "day.completeness-percent  | 101",
                "hours.window              | 15 minutes",
                "hours.window              | PT0S",
                "hours.window              | PT1M30S",
                "hours.late-due            | PT0S",
                "hours.late-due            | PT999H",
                "day.watermark-wait        | PT24H",
                "submit-attendance.remind  | PT24H",
                "home-visit.due            | 2000000000 school days",
                "contact-guardian.due      | PT2562047788015H after mark",
                "contact-guardian.tells    | guardian after PT-5H",
                "contact-guardian.tells    | guardian at once, guardian after PT5M",
                "formal-report.fires       | day 500",
                "hours.window              | PT",
                "suite.sleep-tolerance     | PT1H",
                "home-visit.due            | soon",
                "home-visit.due            | next school day noon",
                "home-visit.due            | x school days",
                "home-visit.due            | 0 school days",
                "home-visit.due            | 61 school days",
                "formal-report.fires       | day 61",
                "suspected-dropout.counting | within 61 school days",
                "contact-guardian.due      | PT9M after mark",
                "verify-same-day.due       | PT9M after list",
                "verify-same-day.due       | later of 18:00 and PT2H after list, until 18:00",
                "unregistered-report.fires | term start",
                "unregistered-list.fires   | term start + 1 days",
                "weekly-list.done-tells    | township-officer at once, county-bureau by list",
                "home-visit.due            | PT1H after mark",
                "verify-same-day.due       | later of 18:00 and PT2H after list, until 17:00",
                "contact-guardian.due      | same day 18:00",
                "contact-guardian.fires    | day 2",
                "formal-report.fires       | day 0",
                "formal-report.fires       | day",
                "formal-report.owner       | guardian",
                "formal-report.owner       | janitor",
                "formal-report.counting    | cumulative",
                "formal-report.counting    | within 0 school days",
                "month-report.counting     | within 20 school days",
                "contact-guardian.counting | consecutive",
                "submit-attendance.owner   | township-officer",
                "verify-same-day.owner     | class-teacher",
                "township-report.owner     | academic-office",
                "home-visit.owner          | assigned-teacher",
                "contact-guardian.alerts   | county-bureau at once",
                "verify-presumed.alerts    | county-bureau at once",
                "submit-attendance.alerts  | principal at once",
                "suspected-dropout.lapse-tells | principal at once",
                "suspected-dropout.done-tells  | principal at once",
                "submit-attendance.done-tells  | principal at once",
                "correct-attendance.done-tells | principal at once",
                "suspected-dropout.tells   | county-bureau at once",
                "verify-presumed.lapse-tells | county-bureau at once",
                "home-visit.tells          | assigned-teacher by list",
                "report-absence-list.lapse-tells | principal by list",
                "report-absence-list.tells | township-officer by list",
                "report-absence-list.tells | principal by list",
                "report-absence-list.tells | academic-office at once",
                "suspected-dropout.alerts  | county-bureau by list",
                "submit-attendance.tells   | guardian at once",
                "submit-attendance.lapse-tells | county-bureau at once",
                "home-visit.lapse-tells    | ''",
                "township-report.done-tells | ''",
                "contact-guardian.tells    | class-teacher at once",
                "contact-guardian.tells    | guardian after PT20M, county-bureau at once",
                "verify-same-day.lapse-tells | township-officer at once",
                "formal-report.counting    | within 61 school days",
                "township-report.leaves-school | no",
                "township-report.signed    | no",
                "suspected-dropout.alerts  | janitor at once",
                "suspected-dropout.alerts  | principal soon",
                "suspected-dropout.due     | same day 18:00",
                "visit-again.fires         | day 5",
                "home-visit.colour         | red",
                "home-visit                | red",
            })
    void what_cannot_is_refused_by_its_name_with_a_sentence(String name, String text) {
        List<Mistake> mistakes = mistakes(name, text);
        assertEquals(List.of(name), mistakes.stream().map(Mistake::name).toList());
        assertEquals(Half.VALUE, mistakes.getFirst().half());
        assertTrue(mistakes.getFirst().mend().length() > 10, mistakes.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report-absence-list.due   | PT20M after mark",
                "hours.list-lead           | PT2H",
                "hours.window              | PT45M",
                "contact-guardian.due      | PT20M after mark",
                "contact-guardian.tells    | guardian after PT2H",
                "formal-report.fires       | day 2",
                "formal-report.unit        | calendar days",
                "formal-report.counting    | within 20 school days",
                "township-report.fires     | day 2",
                "platform-report.fires     | day 1",
                "suspected-dropout.fires   | day 4",
                "suspected-dropout.alerts  | academic-office at once, county-bureau at once",
                "suspected-dropout.counting | within 2 school days",
            })
    void what_does_not_fit_the_rest_is_refused(String name, String text) {
        assertEquals(
                Set.of(name), mistakes(name, text).stream().map(Mistake::name).collect(Collectors.toSet()));
    }

    @Test
    void all_mistakes_are_told_at_once_and_a_clause_must_be_said() {
        List<Mistake> mistakes = new Proposal(
                        KEY,
                        Map.of(
                                "home-visit.due", new Value("soon", "own choice: a test"),
                                "day.watermark-wait", new Value("PT20M", " "),
                                "nothing", new Value("1", "")),
                        Policies.shipped())
                .mistakes();
        assertEquals(
                List.of("day.watermark-wait CLAUSE", "home-visit.due VALUE", "nothing CLAUSE", "nothing VALUE"),
                mistakes.stream().map(one -> one.name() + " " + one.half()).toList());
    }

    @Test
    void what_a_place_below_or_a_later_date_has_set_may_clash_with_it() {
        Policies known = new Policies(List.of(
                new Policy(
                        new Policy.Key("530113001", LocalDate.of(2026, 8, 1), 1),
                        Map.of("hours.list-lead", new Value("PT100M", "own choice: a test"))),
                new Policy(
                        new Policy.Key("530113001", LocalDate.of(2027, 3, 1), 1),
                        Map.of("hours.list-lead", new Value("PT95M", "own choice: a test")))));
        Proposal sooner = new Proposal(
                KEY,
                Map.of("report-absence-list.due", new Value("PT90M after mark", "own choice: a test")),
                Policies.shipped());
        assertEquals(List.of(), sooner.mistakes());
        assertEquals(
                List.of("530113001 2026-09-01", "530113001 2027-03-01"),
                sooner.clashes(known).stream()
                        .map(clash -> clash.place() + " " + clash.from())
                        .toList());
        assertEquals(
                "report-absence-list.due",
                sooner.clashes(known).getFirst().mistake().name());
        assertEquals(List.of(), sooner.clashes(new Policies(List.of())));
    }

    private static List<Mistake> mistakes(String name, String text) {
        return new Proposal(KEY, Map.of(name, new Value(text, "own choice: a test")), Policies.shipped()).mistakes();
    }
}
