package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what, and not before when: the two last columns of section 4's tables, and what of it turned out wrong.
 *
 * <p>Readings: who is told at once is told when the duty is opened, also where it is opened late; the list goes half an hour
 * before its window of due time ends; what is known too late for it, or for the guardian's twenty minutes, joins the window
 * that begins next. Nobody is told of what lapsed unseen, and of one thing it is said once that it was wrong.
 */
final class Telling {
    private static final long WINDOW = Duration.ofMinutes(15).toSeconds();
    private static final List<String> NOBODY = List.of();

    private Telling() {}

    static List<String> lines(List<Owed> owed, List<Fired> fired) {
        return Stream.concat(
                        owed.stream().flatMap(duty -> of(duty).stream()),
                        fired.stream().flatMap(firing -> of(firing).stream()))
                .toList();
    }

    /** The common words for what both sides say. */
    static String line(String about, String occasion, String audience, Instant at, @Nullable Instant window) {
        return "tell " + audience + " " + occasion + " of " + about + " at " + at
                + (window == null ? "" : " in the window of " + window);
    }

    static String wrong(String about, Instant at) {
        return "tell whoever was told that it was wrong: " + about + " at " + at;
    }

    static String nameOf(String rule, Object day, Instant opened) {
        return rule + " for " + day + " opened " + opened;
    }

    static String nameOf(String rule, int revision, Instant firedAt) {
        return rule + " #" + revision + " fired " + firedAt;
    }

    private static List<String> of(Owed duty) {
        List<String> lines = new ArrayList<>();
        String name = nameOf(duty.rule, duty.day, duty.opened);
        if (!duty.was("UNSEEN")) {
            switch (duty.rule) {
                case "contact-guardian" -> {
                    lines.add(line(name, "opened", "class-teacher/class-a", duty.opened, null));
                    lines.add(guardian(name, duty.opened, markOf(duty)));
                }
                case "report-absence-list", "verify-same-day" -> lines.add(byList(name, duty.opened, listOf(duty)));
                default -> {
                    for (String post : atOnce(duty.rule)) {
                        lines.add(line(name, "opened", post, duty.opened, null));
                    }
                }
            }
        }
        if (duty.was("LAPSED")) {
            for (String post : onLapse(duty.rule)) {
                lines.add(line(name, "lapsed", post, duty.endedAt(), null));
            }
        }
        duty.wrongAt().ifPresent(at -> lines.add(wrong(name, at)));
        return lines;
    }

    private static List<String> of(Fired firing) {
        List<String> lines = new ArrayList<>();
        String name = nameOf(firing.rule.id, firing.revision, firing.at);
        if (firing.rule == DayRule.SUSPECTED_DROPOUT) {
            for (String post : List.of("class-teacher/class-a", "academic-office/school", "guardian/child")) {
                lines.add(line(name, "fired", post, firing.at, null));
            }
            Instant went = firing.went;
            if (went != null) {
                lines.add(line(name, "fired", "township-officer/township", went, null));
                lines.add(line(name, "fired", "county-bureau/county", went, null));
            }
        }
        Optional.ofNullable(firing.withdrawnAt).ifPresent(at -> lines.add(wrong(name, at)));
        return lines;
    }

    private static Instant markOf(Owed duty) {
        Absence.Mark mark = duty.about;
        if (mark == null) {
            throw new IllegalStateException("nobody was marked absent, and yet " + duty);
        }
        return mark.takenAt();
    }

    private static String guardian(String name, Instant opened, Instant mark) {
        Instant wanted = mark.plus(Duration.ofMinutes(20));
        Instant at = wanted.isBefore(opened) ? nextWindow(opened) : wanted;
        return line(name, "opened", "guardian/child", at, windowOf(at));
    }

    private static Instant listOf(Owed duty) {
        Instant from = duty.listedFrom;
        if (from == null) {
            throw new IllegalStateException("no list tells of " + duty);
        }
        return from;
    }

    private static String byList(String name, Instant opened, Instant from) {
        boolean missed = leaves(from).isBefore(opened);
        Instant window = missed ? nextWindow(opened) : windowOfList(from);
        return line(name, "opened", "list academic-office/school", goes(opened, from), window);
    }

    /** When the list that tells of the duty goes. */
    static Instant listGoes(Owed duty) {
        return goes(duty.opened, listOf(duty));
    }

    private static Instant goes(Instant opened, Instant from) {
        return leaves(from).isBefore(opened) ? nextWindow(opened) : leaves(from);
    }

    private static Instant leaves(Instant from) {
        return windowOfList(from).minus(Duration.ofMinutes(15));
    }

    private static Instant windowOfList(Instant from) {
        return windowOf(from.plus(Duration.ofHours(2)));
    }

    private static List<String> atOnce(String rule) {
        return switch (rule) {
            case "correct-attendance" -> List.of("class-teacher/class-a");
            case "verify-presumed" -> List.of("academic-office/school");
            case "inform-principal" -> List.of("principal/school");
            case "home-visit" -> List.of("assigned-teacher/school");
            case "joint-persuasion" -> List.of("township-officer/township", "village-cadre/home");
            case "platform-report", "township-report", "formal-report", "month-report" -> NOBODY;
            default -> throw new IllegalStateException("no rule " + rule);
        };
    }

    private static List<String> onLapse(String rule) {
        String office = "academic-office/school";
        String principal = "principal/school";
        String county = "county-bureau/county";
        return switch (rule) {
            case "contact-guardian" -> List.of(office);
            case "verify-same-day", "verify-presumed" -> List.of(principal);
            case "report-absence-list", "correct-attendance", "inform-principal", "home-visit" ->
                List.of(office, principal);
            case "platform-report" -> List.of("class-teacher/class-a", principal);
            case "township-report", "formal-report" -> List.of(principal, county);
            case "joint-persuasion", "month-report" -> List.of(office, principal, county);
            default -> throw new IllegalStateException("no rule " + rule);
        };
    }

    private static Instant windowOf(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond() - instant.getEpochSecond() % WINDOW);
    }

    private static Instant nextWindow(Instant instant) {
        return windowOf(instant).plusSeconds(WINDOW);
    }
}
