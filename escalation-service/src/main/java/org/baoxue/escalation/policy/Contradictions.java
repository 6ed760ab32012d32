package org.baoxue.escalation.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the values of a policy say against each other, each of which can be read alone. */
final class Contradictions {
    private static final String SUSPECTED = "suspected-dropout";
    private static final String CONTACT = "contact-guardian";

    private final Policy policy;
    private final List<Contradiction> found = new ArrayList<>();

    /** @param names of the values of which one must give way, the likeliest first */
    record Contradiction(List<String> names, String mend) {}

    private Contradictions(Policy policy) {
        this.policy = policy;
    }

    /** @param policy merged: as it would be in force */
    static List<Contradiction> in(Policy policy) {
        Contradictions contradictions = new Contradictions(policy);
        contradictions.ofTheList();
        contradictions.ofTheGuardian();
        policy.dayRules().forEach(contradictions::ofItsWindow);
        policy.dayRules().forEach(contradictions::ofWhoHears);
        policy.dayRules().stream().filter(Rule::takesSomethingOutside).forEach(contradictions::ofTheOrder);
        return contradictions.found;
    }

    private void ofTheList() {
        if (policy.rule("report-absence-list").dueTime() instanceof Due.AfterMark list
                && list.delay().compareTo(policy.duration("hours.list-lead")) <= 0) {
            say(
                    "the list leaves hours.list-lead before it is due: that must be after the mark",
                    "hours.list-lead",
                    "report-absence-list.due");
        }
        if (policy.duration("hours.window").compareTo(policy.duration("hours.list-lead")) > 0) {
            say(
                    "a list gathers for hours.window and leaves hours.list-lead before it is due: no longer than that",
                    "hours.window",
                    "hours.list-lead");
        }
    }

    private void ofTheGuardian() {
        Optional<Told> guardian = policy.rule(CONTACT).tells().stream()
                .filter(told -> told.post().equals(Posts.GUARDIAN))
                .findFirst();
        if (policy.rule(CONTACT).dueTime() instanceof Due.AfterMark contact
                && guardian.filter(told -> told.delay().compareTo(contact.delay()) >= 0)
                        .isPresent()) {
            say(
                    "the guardian must be told before the time to reach them is over",
                    CONTACT + ".tells",
                    CONTACT + ".due");
        }
    }

    /** What it tells and what it alerts are told apart: whoever stands in both hears of the same thing twice. */
    private void ofWhoHears(Rule rule) {
        Set<String> told = rule.tells().stream().map(Told::post).collect(Collectors.toSet());
        if (rule.alerts().stream().map(Told::post).anyMatch(told::contains)) {
            say("nobody is told twice: whom it alerts it need not tell", rule.id() + ".alerts", rule.id() + ".tells");
        }
    }

    private void ofItsWindow(Rule rule) {
        if (rule.counting().isCumulative() && rule.counting().within() < number(rule)) {
            say(
                    "so few school days never hold the days on which the rule fires: more of them, or an earlier day",
                    rule.id() + ".counting",
                    rule.id() + ".fires");
        }
    }

    /** The case is opened first: nothing of a child leaves the school of which no dropping out is suspected. */
    private void ofTheOrder(Rule rule) {
        Rule suspected = policy.rule(SUSPECTED);
        if (number(rule) < number(suspected)) {
            say(
                    "what leaves the school cannot come before the day on which dropping out is suspected",
                    rule.id() + ".fires",
                    SUSPECTED + ".fires");
        }
        if (!rule.counting().isNoLooserThan(suspected.counting())) {
            boolean unit = rule.counting().unit() != suspected.counting().unit();
            String part = unit ? ".unit" : ".counting";
            say(
                    unit
                            ? "calendar days come sooner than school days: count those of suspected-dropout in them too, or"
                                    + " what leaves the school comes before dropping out is suspected"
                            : "days counted together over more school days come sooner: count those of suspected-dropout"
                                    + " together too, or what leaves the school comes before dropping out is suspected",
                    rule.id() + part,
                    SUSPECTED + part);
        }
    }

    private static int number(Rule rule) {
        return switch (rule.fires()) {
            case Rule.OnDay day -> day.number();
            case Rule.OnMonth month -> month.earliest();
            default -> throw new IllegalArgumentException("no day rule: " + rule.id());
        };
    }

    private void say(String mend, String... names) {
        found.add(new Contradiction(List.of(names), mend));
    }
}
