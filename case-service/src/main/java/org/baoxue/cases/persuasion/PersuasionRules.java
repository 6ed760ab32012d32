package org.baoxue.cases.persuasion;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.cases.persuasion.ParticipantKind.Body;

/**
 * The three threes of the texts are three counters (C6): the school's persuasions (B 三(三)1), the township's sessions,
 * three within a week (B 三(四)要求3), the joint ones of several departments (A3 二2). Who took part decides which of them a
 * visit feeds, and it may feed several; a telephone call feeds none.
 */
public final class PersuasionRules {

    /** What the texts ask of each counter. */
    static final int WANTED = 3;

    private static final int WEEK = 7;

    /** How it was done. */
    public enum Kind {
        HOME_VISIT,
        JOINT_VISIT,
        TOWNSHIP_SESSION,
        PHONE
    }

    /** What it fed. */
    public enum Counter {
        SCHOOL,
        TOWNSHIP,
        JOINT;

        /** As it is called on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One persuasion as far as counting is concerned. */
    public record Counted(LocalDate on, Set<Counter> feeds) {}

    /**
     * How far the counters are.
     *
     * @param townshipWithinWeek the most township sessions within any seven days
     */
    public record Counts(int school, int township, int townshipWithinWeek, int joint) {

        /** The counters that lie below what the texts ask: named in a report, never a reason to hold it back (C4). */
        public List<Counter> missing() {
            var missing = EnumSet.noneOf(Counter.class);
            if (school < WANTED) {
                missing.add(Counter.SCHOOL);
            }
            if (townshipWithinWeek < WANTED) {
                missing.add(Counter.TOWNSHIP);
            }
            if (joint < WANTED) {
                missing.add(Counter.JOINT);
            }
            return List.copyOf(missing);
        }
    }

    private PersuasionRules() {}

    static Set<Counter> feeds(Kind kind, Collection<ParticipantKind> who) {
        var feeds = EnumSet.noneOf(Counter.class);
        if (kind == Kind.PHONE) {
            return feeds;
        }
        var bodies = bodies(who);
        if (bodies.contains(Body.SCHOOL)) {
            feeds.add(Counter.SCHOOL);
        }
        if (bodies.contains(Body.TOWNSHIP)) {
            feeds.add(Counter.TOWNSHIP);
        }
        if (bodies.size() > 1) {
            feeds.add(Counter.JOINT);
        }
        return feeds;
    }

    /** Why these people cannot have made this kind of persuasion, as a sentence that says how to mend it. */
    static Optional<String> misfit(Kind kind, Collection<ParticipantKind> who) {
        var bodies = bodies(who);
        return switch (kind) {
            case HOME_VISIT ->
                bodies.contains(Body.SCHOOL)
                        ? Optional.empty()
                        : Optional.of("a home visit is the school's: name who of the school took part");
            case TOWNSHIP_SESSION ->
                bodies.contains(Body.TOWNSHIP)
                        ? Optional.empty()
                        : Optional.of("a township session needs somebody of the township or the village");
            case JOINT_VISIT ->
                bodies.size() > 1
                        ? Optional.empty()
                        : Optional.of("a joint visit needs people of at least two departments");
            case PHONE ->
                bodies.isEmpty() ? Optional.of("name who called, beside the guardian or child") : Optional.empty();
        };
    }

    /** Why it cannot have been made on this day, as a phrase that says how to mend it. */
    static Optional<String> misdated(LocalDate on, LocalDate begins, LocalDate today) {
        return on.isBefore(begins) || on.isAfter(today)
                ? Optional.of("a day from %s, the first of the absence, to today, %s".formatted(begins, today))
                : Optional.empty();
    }

    static Counts count(Collection<Counted> persuasions) {
        return new Counts(
                fed(persuasions, Counter.SCHOOL),
                fed(persuasions, Counter.TOWNSHIP),
                withinWeek(persuasions),
                fed(persuasions, Counter.JOINT));
    }

    private static int fed(Collection<Counted> persuasions, Counter counter) {
        return (int) persuasions.stream()
                .filter(one -> one.feeds().contains(counter))
                .count();
    }

    private static int withinWeek(Collection<Counted> persuasions) {
        var sessions = persuasions.stream()
                .filter(one -> one.feeds().contains(Counter.TOWNSHIP))
                .map(Counted::on)
                .toList();
        return sessions.stream()
                .mapToInt(first -> (int) sessions.stream()
                        .filter(on -> !on.isBefore(first) && on.isBefore(first.plusDays(WEEK)))
                        .count())
                .max()
                .orElse(0);
    }

    private static Set<Body> bodies(Collection<ParticipantKind> who) {
        return who.stream()
                .map(ParticipantKind::body)
                .filter(body -> body != Body.FAMILY)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Body.class)));
    }
}
