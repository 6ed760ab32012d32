package org.baoxue.escalation.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How each value that a place may set is to be read, by its name; what cannot be read says in one sentence how to write it.
 * What no rule would read is none of them: nobody sets a value that changes nothing. Nor is {@code suite.*}, which is no
 * place's.
 */
final class Readings {

    /** Throws, with the sentence that mends it, what it cannot read. */
    interface Reading {
        void read(String text);
    }

    private static final int MOST_DAYS = 60;
    private static final Duration LEAST_DUE = Duration.ofMinutes(10);
    private static final Duration MOST_DELAY = Duration.ofHours(12);

    /** Of which values what is told may go by list. */
    private static final Set<String> KNOW_LISTS = Set.of(
            "report-absence-list.tells",
            "verify-same-day.tells",
            "unregistered-list.tells",
            "unregistered-list.lapse-tells",
            "watch-list.tells");

    /** Here every audience hears name by name, in one list. */
    private static final Set<String> ONLY_BY_LIST = Set.of("weekly-list.done-tells", "watch-list.tells");

    /** Of these nobody records an ending that could be told: a class's day, a correction, and what owes nothing. */
    private static final Set<String> TELL_NO_ENDING =
            Set.of("submit-attendance", "correct-attendance", "suspected-dropout");

    private static final Map<String, Reading> ALONE = Map.ofEntries(
            Map.entry("spell.partial-days", oneOf("last mark", "any absence")),
            Map.entry("spell.leave-grace-days", number(0, 30)),
            Map.entry("spell.transfer-confirm-days", number(1, 60)),
            Map.entry("day.complete-at", time("10:00", "22:00")),
            Map.entry("day.make-up-days", oneOf("count", "do not count")),
            Map.entry("day.watermark-wait", duration("PT0M", "PT4H")),
            Map.entry("day.completeness-percent", number(0, 100)),
            Map.entry("case.carries-on", oneOf("yes", "no")),
            Map.entry("hours.past-becomes", time("06:00", "22:00")),
            Map.entry("hours.late-due", duration("PT1M", "PT8H")),
            Map.entry("hours.window", duration("PT1M", "PT1H")),
            Map.entry("hours.list-lead", duration("PT1M", "PT4H")),
            Map.entry("hours.lapse-wait", duration("PT0M", "PT1H")));

    private static final Map<String, Reading> OF_RULES = Map.ofEntries(
            Map.entry("unit", oneOf("school days", "calendar days")),
            Map.entry("clock", oneOf("roll call", "failed contact")),
            Map.entry("remind", duration("PT1M", "PT6H")),
            Map.entry("attempts", number(1, 10)),
            Map.entry("needs", oneOf("school called", "class called")),
            Map.entry("long-leave-days", number(2, 200)),
            Map.entry("leaves", number(2, 60)),
            Map.entry("skipped-days", number(1, 60)),
            Map.entry("within-school-days", number(5, 60)),
            Map.entry(
                    "leaves-school", onlyYes("what takes the matter outside waits for presumed days to be looked at")),
            Map.entry("signed", onlyYes("the report goes out when the principal has signed it")));

    private Readings() {}

    /** Nothing where no place may set such a value; the rule is one of {@code base}. */
    static Optional<Reading> of(String name, Policy base) {
        Reading alone = ALONE.get(name);
        if (alone != null) {
            return Optional.of(alone);
        }
        int dot = name.indexOf('.');
        return base.rules().stream()
                .filter(rule -> dot > 0 && rule.id().equals(name.substring(0, dot)))
                .findFirst()
                .flatMap(rule -> of(rule, name.substring(dot + 1), base));
    }

    private static Optional<Reading> of(Rule rule, String part, Policy base) {
        return switch (part) {
            case "fires" -> Optional.of(text -> sameKind(rule.fires(), Rule.fires(text)));
            case "due" -> rule.due() == null ? Optional.empty() : Optional.of(text -> due(rule, text));
            case "owner" -> rule.owner() == null ? Optional.empty() : Optional.of(text -> owner(rule, text));
            case "counting" -> rule.isDayRule() ? Optional.of(text -> counting(rule, text)) : Optional.empty();
            case "alerts" -> Optional.of(text -> alerts(rule, text));
            case "tells", "done-tells", "lapse-tells" -> Optional.of(text -> told(rule, part, text));
            default ->
                base.values().containsKey(rule.id() + "." + part)
                        ? Optional.ofNullable(OF_RULES.get(part))
                        : Optional.empty();
        };
    }

    private static void sameKind(Rule.Fires now, Rule.Fires wanted) {
        if (!now.getClass().equals(wanted.getClass())) {
            throw new IllegalArgumentException(
                    "a rule goes on firing on what it fires on: only the day may be another");
        }
        int least = wanted.equals(new Rule.OnTermStart(0)) && wanted.equals(now) ? 0 : 1;
        int day =
                switch (wanted) {
                    case Rule.OnDay on -> on.number();
                    case Rule.OnMonth on -> on.earliest();
                    case Rule.OnTermStart on -> on.days();
                    default -> 1;
                };
        boolean ofFirstDay = now.equals(new Rule.OnTermStart(0)) && !wanted.equals(now);
        if (day < least || day > MOST_DAYS || ofFirstDay) {
            throw new IllegalArgumentException(
                    ofFirstDay ? "the list is of the first day itself" : "days are counted from 1 to " + MOST_DAYS);
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

    private static void owner(Rule rule, String text) {
        if (!Posts.ownersOf(rule.id()).contains(text)) {
            throw new IllegalArgumentException(
                    "whoever owes it must be able to give its evidence: one of " + Posts.ownersOf(rule.id()));
        }
    }

    private static void counting(Rule rule, String text) {
        refuse(Counting.within(text) > MOST_DAYS, "days are counted together over 60 school days at the most");
        if (Counting.within(text) > 0 && rule.fires() instanceof Rule.OnMonth) {
            throw new IllegalArgumentException("a month is counted from the opening of one absence: \"consecutive\"");
        }
    }

    /** None may be alerted: that is told to the school all the same. */
    private static void alerts(Rule rule, String text) {
        refuse(!rule.isDayRule(), "only what fires at the end of a counted day alerts: say whom it tells");
        List<Told> all = told(text, Posts.alertedBy());
        refuse(all.stream().anyMatch(Told::byList), "an alert is about one child: \"at once\" or \"after PT20M\"");
    }

    private static void told(Rule rule, String part, String text) {
        boolean ofAnEnding = !part.equals("tells");
        refuse(
                ofAnEnding && rule.owner() == null,
                "the rule owes nothing, so nothing of it is done or lapses: it tells and alerts");
        refuse(
                part.equals("done-tells") && TELL_NO_ENDING.contains(rule.id()),
                "its ending is known by itself and told to nobody: say whom it tells, or who hears if it lapses");
        List<Told> all = told(text, Posts.toldBy(rule));
        refuse(all.isEmpty(), "somebody must be told: leave the value out to tell whom the place above tells");
        byList(rule.id() + "." + part, all);
        refuse(
                !ofAnEnding
                        && rule.id().equals("report-absence-list")
                        && all.stream()
                                .noneMatch(told -> told.byList() && told.post().equals("academic-office")),
                "the list is done when it has reached the office: academic-office by list");
        refuse(
                !ofAnEnding
                        && rule.id().equals("contact-guardian")
                        && all.stream().noneMatch(told -> told.post().equals(Posts.GUARDIAN)),
                "the guardian must be told too: guardian after PT20M");
    }

    private static void byList(String name, List<Told> all) {
        boolean mayList = KNOW_LISTS.contains(name);
        boolean mustList = ONLY_BY_LIST.contains(name);
        refuse(
                !mustList
                        && all.stream()
                                .anyMatch(told -> told.byList()
                                        && !(mayList && Posts.ofTheList().contains(told.post()))),
                "only " + new TreeSet<>(KNOW_LISTS) + " go by list, to " + Posts.ofTheList());
        refuse(
                mustList && !all.stream().allMatch(Told::byList),
                "the list is told name by name: write \"by list\" behind each post");
    }

    private static List<Told> told(String text, Set<String> posts) {
        List<Told> all = Told.parseAll(text);
        for (Told told : all) {
            refuse(!posts.contains(told.post()), "a " + told.post() + " is not told here: one of " + posts);
            within(told.delay(), Duration.ZERO, MOST_DELAY);
        }
        refuse(all.stream().map(Told::post).distinct().count() < all.size(), "each post is told once");
        return all;
    }

    private static Reading onlyYes(String because) {
        return text -> refuse(!text.equals("yes"), "only \"yes\": " + because);
    }

    private static void refuse(boolean wrong, String mend) {
        if (wrong) {
            throw new IllegalArgumentException(mend);
        }
    }
}
