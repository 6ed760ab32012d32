package org.baoxue.escalation.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a place wants to set for itself, looked at as a whole before it is anybody's policy. */
public final class Proposal {

    /** Which half of a value is wrong. */
    public enum Half {
        VALUE,
        CLAUSE
    }

    /** @param mend the sentence that says how to mend it */
    public record Mistake(String name, Half half, String mend) {}

    private static final int LONGEST = 300;

    private final Policy.Key key;
    private final Map<String, Policy.Value> own;
    private final Policy base;

    /** @param base what the place inherits */
    public Proposal(Policy.Key key, Map<String, Policy.Value> own, Policy base) {
        this.key = key;
        this.own = new TreeMap<>(own);
        this.base = base;
    }

    /** All of them, in the order of their names; what the values say together is looked at once each can be read alone. */
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        own.forEach((name, value) -> {
            if (value.clause().isBlank() || value.clause().length() > LONGEST) {
                mistakes.add(new Mistake(
                        name,
                        Half.CLAUSE,
                        "say which text asks for it, or \"own choice: \" and the reason for it, in at most " + LONGEST
                                + " characters"));
            }
            read(name, value.text(), mistakes);
        });
        if (mistakes.isEmpty()) {
            together(new Policy(key, own).over(base), mistakes);
        }
        return mistakes;
    }

    /** @throws IllegalArgumentException when it has mistakes */
    public Policy policy() {
        return new Policy(key, own);
    }

    private void read(String name, String text, List<Mistake> mistakes) {
        try {
            Readings.of(name, base)
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "no place sets such a value: take a name from what is in force, none that begins with suite"))
                    .read(text);
        } catch (DateTimeParseException unreadable) {
            mistakes.add(new Mistake(name, Half.VALUE, "write it the way the shipped policy does: " + like(name)));
        } catch (NumberFormatException unreadable) {
            mistakes.add(new Mistake(name, Half.VALUE, "a whole number is missing: " + like(name)));
        } catch (IllegalArgumentException refused) {
            mistakes.add(new Mistake(name, Half.VALUE, String.valueOf(refused.getMessage())));
        }
    }

    private String like(String name) {
        Policy.Value inherited = base.values().get(name);
        return inherited == null ? "principal at once, guardian after PT20M" : inherited.text();
    }

    private void together(Policy merged, List<Mistake> mistakes) {
        if (merged.rule("report-absence-list").dueTime() instanceof Due.AfterMark list
                && list.delay().compareTo(merged.duration("hours.list-lead")) <= 0) {
            mistakes.add(new Mistake(
                    own.containsKey("hours.list-lead") ? "hours.list-lead" : "report-absence-list.due",
                    Half.VALUE,
                    "the list leaves hours.list-lead before it is due: that must be after the mark"));
        }
        if (merged.duration("hours.window").compareTo(merged.duration("hours.list-lead")) > 0) {
            mistakes.add(
                    new Mistake(
                            own.containsKey("hours.window") ? "hours.window" : "hours.list-lead",
                            Half.VALUE,
                            "a list gathers for hours.window and leaves hours.list-lead before it is due: no longer than that"));
        }
        if (merged.rule("contact-guardian").dueTime() instanceof Due.AfterMark contact) {
            Duration guardian = merged.rule("contact-guardian").tells().stream()
                    .filter(told -> told.post().equals("guardian"))
                    .map(Told::delay)
                    .findFirst()
                    .orElse(Duration.ZERO);
            if (guardian.compareTo(contact.delay()) >= 0) {
                mistakes.add(new Mistake(
                        own.containsKey("contact-guardian.tells") ? "contact-guardian.tells" : "contact-guardian.due",
                        Half.VALUE,
                        "the guardian must be told before the time to reach them is over"));
            }
        }
        int suspected = day(merged, "suspected-dropout");
        if (day(merged, "formal-report") < suspected) {
            mistakes.add(new Mistake(
                    own.containsKey("formal-report.fires") ? "formal-report.fires" : "suspected-dropout.fires",
                    Half.VALUE,
                    "the formal report cannot come before the day on which dropping out is suspected"));
        }
    }

    private static int day(Policy policy, String rule) {
        return policy.rule(rule).fires() instanceof Rule.OnDay day ? day.number() : 1;
    }
}
