package org.baoxue.escalation.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How each value that a place may set is to be read, by its name; what cannot be read says in one sentence how to write it. Not
 * among them are {@code suite.*}, which is no place's, and {@code spell.partial-days} and {@code day.complete-at}: they are
 * still read of today for the whole past of a spell, so another value would tell history anew.
 */
final class Readings {

    /** Throws, with the sentence that mends it, what it cannot read. */
    interface Reading {
        void read(String text);
    }

    private static final int MOST_DAYS = 60;
    private static final Duration LEAST_DUE = Duration.ofMinutes(10);
    private static final Duration MOST_DELAY = Duration.ofHours(12);

    private static final Set<String> POSTS = Set.of(
            "class-teacher",
            "assigned-teacher",
            "academic-office",
            "principal",
            "village-cadre",
            "township-officer",
            "county-bureau",
            "guardian");

    private static final Map<String, Reading> ALONE = Map.ofEntries(
            Map.entry("spell.leave-grace-days", number(0, 30)),
            Map.entry("spell.transfer-confirm-days", number(1, 60)),
            Map.entry("day.watermark-wait", duration("PT0M", "PT4H")),
            Map.entry("day.completeness-percent", number(0, 100)),
            Map.entry("case.carries-on", oneOf("yes")),
            Map.entry("hours.past-becomes", time("06:00", "22:00")),
            Map.entry("hours.late-due", duration("PT1M", "PT8H")),
            Map.entry("hours.window", duration("PT1M", "PT1H")),
            Map.entry("hours.list-lead", duration("PT1M", "PT4H")),
            Map.entry("hours.lapse-wait", duration("PT0M", "PT1H")));

    private static final Map<String, Reading> OF_RULES = Map.ofEntries(
            Map.entry("unit", oneOf("school days", "calendar days")),
            Map.entry("counting", oneOf("consecutive")),
            Map.entry("clock", oneOf("roll call")),
            Map.entry("owner", Readings::post),
            Map.entry("remind", duration("PT1M", "PT6H")),
            Map.entry("attempts", number(1, 10)),
            Map.entry("leaves-school", oneOf("yes", "no")),
            Map.entry("signed", oneOf("yes", "no")),
            Map.entry("tells", Readings::told),
            Map.entry("alerts", Readings::told),
            Map.entry("done-tells", Readings::told),
            Map.entry("lapse-tells", Readings::told));

    private Readings() {}

    /** Nothing where no place may set such a value; the rule is one of {@code base}. */
    static Optional<Reading> of(String name, Policy base) {
        Reading alone = ALONE.get(name);
        if (alone != null) {
            return Optional.of(alone);
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String part = name.substring(dot + 1);
        return base.rules().stream()
                .filter(rule -> rule.id().equals(name.substring(0, dot)))
                .findFirst()
                .flatMap(rule -> switch (part) {
                    case "fires" -> Optional.of(text -> sameKind(rule.fires(), Rule.fires(text)));
                    case "due" -> rule.due() == null ? Optional.empty() : Optional.of(text -> due(rule, text));
                    default ->
                        base.values().containsKey(name) || isTelling(part)
                                ? Optional.ofNullable(OF_RULES.get(part))
                                : Optional.empty();
                });
    }

    private static boolean isTelling(String part) {
        return part.endsWith("tells") || part.equals("alerts");
    }

    private static void sameKind(Rule.Fires now, Rule.Fires wanted) {
        if (!now.getClass().equals(wanted.getClass())) {
            throw new IllegalArgumentException(
                    "a rule goes on firing on what it fires on: only the day may be another");
        }
        int day = wanted instanceof Rule.OnDay on ? on.number() : wanted instanceof Rule.OnMonth on ? on.earliest() : 1;
        if (day < 1 || day > MOST_DAYS) {
            throw new IllegalArgumentException("days are counted from 1 to " + MOST_DAYS);
        }
    }

    /** What is counted from a mark stays so; what is counted in days may be counted in any of the ways that do. */
    private static void due(Rule rule, String text) {
        Due wanted = Due.parse(text);
        Due now = rule.dueTime();
        boolean inDays = isInDays(now) && isInDays(wanted);
        if (!inDays && !now.getClass().equals(wanted.getClass())) {
            throw new IllegalArgumentException("write it the way the shipped policy does: its rule counts from there");
        }
        if (wanted instanceof Due.AfterList list && !list.at().isBefore(list.until())) {
            throw new IllegalArgumentException("the last hour must be after the first");
        }
        if (wanted instanceof Due.WithinSchoolDays days && (days.days() < 1 || days.days() > MOST_DAYS)) {
            throw new IllegalArgumentException("from 1 to " + MOST_DAYS + " school days");
        }
        if (wanted instanceof Due.AfterMark after) {
            within(after.delay(), LEAST_DUE, MOST_DELAY);
        }
        if (wanted instanceof Due.AfterList after) {
            within(after.delay(), LEAST_DUE, MOST_DELAY);
        }
    }

    private static boolean isInDays(Due due) {
        return due instanceof Due.SameDay
                || due instanceof Due.NextSchoolDay
                || due instanceof Due.NextSchoolDayEnd
                || due instanceof Due.WithinSchoolDays;
    }

    private static Reading oneOf(String... words) {
        return text -> {
            if (!List.of(words).contains(text)) {
                throw new IllegalArgumentException("one of " + Arrays.toString(words));
            }
        };
    }

    private static Reading number(int least, int most) {
        return text -> {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException("a whole number from " + least + " to " + most);
            }
        };
    }

    private static Reading time(String first, String last) {
        return text -> {
            if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d") || text.compareTo(first) < 0 || text.compareTo(last) > 0) {
                throw new IllegalArgumentException("an hour of the day from " + first + " to " + last);
            }
        };
    }

    private static Reading duration(String least, String most) {
        return text -> within(Duration.parse(text), Duration.parse(least), Duration.parse(most));
    }

    /** In whole minutes: windows and their lists are told in them. */
    private static void within(Duration duration, Duration least, Duration most) {
        boolean whole = duration.equals(Duration.ofMinutes(duration.toMinutes()));
        if (!whole || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException("a duration in whole minutes from " + least + " to " + most);
        }
    }

    private static void post(String text) {
        if (!POSTS.contains(text) || text.equals("guardian")) {
            throw new IllegalArgumentException(
                    "one of the posts " + POSTS.stream().sorted().toList());
        }
    }

    private static void told(String text) {
        List<Told> all = Told.parseAll(text);
        for (Told told : all) {
            if (!POSTS.contains(told.post())) {
                throw new IllegalArgumentException("nobody is a " + told.post() + ": one of "
                        + POSTS.stream().sorted().toList());
            }
            within(told.delay(), Duration.ZERO, MOST_DELAY);
        }
        if (all.stream().map(Told::post).distinct().count() < all.size()) {
            throw new IllegalArgumentException("each post is told once");
        }
    }
}
