package org.baoxue.escalation.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.baoxue.escalation.School;

/**
 * A class in which much happens within a week and a half: roll calls and their revisions, some of which leave a child out,
 * leaves, enrolments that change, calendars that change, days that are closed late or never, and people who act. All of it from
 * a seed; no two things happen at one instant.
 */
final class GeneratedWeeks {
    static final List<String> CHILDREN =
            IntStream.range(0, 8).mapToObj(number -> "lapses-" + number).toList();

    private static final LocalDate MONDAY = LocalDate.of(2027, 3, 1);
    private static final int DATES = 10;
    private static final List<String> ENROLMENTS =
            List.of("WITHDRAWN", "TRANSFER_OUT", "TRANSFER_CONFIRMED", "GRADUATED", "ENROLLED", "CLASS_CHANGED");

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> revisions = new HashMap<>();

    private GeneratedWeeks(long seed) {
        this.random = new Random(seed);
    }

    /** What was due before a step is worked at its own instants, at the step's, or only after it. */
    enum Clock {
        EXACT,
        AT_ONCE,
        LATE
    }

    /** What happens. */
    sealed interface Act {}

    record Says(Consumer<School> saying) implements Act {}

    /** A calendar is entered, and whom it concerns is not found: as while a child's first absence is being decided. */
    record SaysUnheard(Consumer<School> saying) implements Act {}

    /** Somebody acts on one of the duties that are open. */
    record Does(int duty, int outcome) implements Act {}

    record Step(Instant at, Clock before, String what, Act act) {}

    /** The opening of the school, and then everything in the order in which it becomes known. */
    static List<Step> of(long seed) {
        var weeks = new GeneratedWeeks(seed);
        IntStream.range(0, DATES).mapToObj(MONDAY::plusDays).forEach(weeks::date);
        weeks.steps.add(new Step(at(MONDAY.plusDays(DATES + 7), 12, 0), Clock.EXACT, "time passes", new Does(0, 0)));
        return weeks.steps.stream().sorted(Comparator.comparing(Step::at)).toList();
    }

    static Instant begins() {
        return at(MONDAY, 6, 0);
    }

    private void date(LocalDate date) {
        if (date.getDayOfWeek().getValue() <= 5 || random.nextInt(8) == 0) {
            rollCall(date, "08:05", 0.6);
            rollCall(date, "14:05", 0.4);
        }
        if (random.nextInt(6) > 0) {
            Instant at = random.nextInt(3) > 0 ? at(date, 15, 0) : at(date, 15, random.nextInt(20 * 60));
            says(at, "the day " + date + " closes", school -> school.closesDay(date.toString()));
        }
        for (int leaves = random.nextInt(3); leaves > 0; leaves--) {
            leave(date);
        }
        for (int changes = random.nextInt(3) - 1; changes > 0; changes--) {
            enrolment(date);
        }
        if (random.nextInt(4) == 0) {
            calendar(date, false);
        }
        if (random.nextBoolean()) {
            calendar(date, true);
        }
        for (int deeds = random.nextInt(6); deeds > 0; deeds--) {
            add(anyTime(date), "somebody acts", new Does(random.nextInt(50), random.nextInt(12)));
        }
    }

    private void rollCall(LocalDate date, String time, double absent) {
        Instant taken = School.at(date + " " + time);
        Instant accepted = taken.plusSeconds(30 + random.nextInt(random.nextInt(4) == 0 ? 3 * 3600 : 300));
        call(date, time, 1, accepted, absent);
        int revision = 2;
        while (random.nextInt(5) < 2) {
            accepted = accepted.plusSeconds(60 + random.nextInt(random.nextBoolean() ? 3 * 3600 : 40 * 3600));
            call(date, time, revision, accepted, absent);
            revision++;
        }
    }

    private void call(LocalDate date, String time, int revision, Instant accepted, double absent) {
        var present = new ArrayList<>(List.of("somebody-else"));
        var late = new ArrayList<String>();
        var missing = new ArrayList<String>();
        var named = CHILDREN.stream().filter(child -> random.nextInt(12) > 0).toList();
        named.forEach(child -> {
            if (random.nextDouble() < absent) {
                missing.add(child);
            } else if (random.nextInt(5) == 0) {
                late.add(child);
            } else {
                present.add(child);
            }
        });
        says(
                accepted,
                "roll call of " + date + " " + time + ", revision " + revision + ", absent " + missing,
                school -> {
                    var call = school.rollCall("1", date + " " + time, revision, present, late, missing);
                    call.put("acceptedAt", accepted);
                    school.calls(call);
                });
    }

    private void leave(LocalDate date) {
        String child = anyChild();
        int revision = revisions.merge("leave of " + child, 1, Integer::sum);
        Instant at = anyTime(date);
        if (revision > 1 && random.nextInt(3) == 0) {
            says(
                    at,
                    "the leave of " + child + " is withdrawn",
                    school -> school.attendance(
                            "leave-withdrawn",
                            Map.of(
                                    "leave",
                                    "leave-" + child,
                                    "student",
                                    child,
                                    "revision",
                                    revision,
                                    "acceptedAt",
                                    at)));
        } else {
            LocalDate from = date.plusDays(random.nextInt(5) - 3L);
            LocalDate to = from.plusDays(random.nextInt(3));
            String accepted = LocalDate.ofInstant(at, School.ZONE) + " "
                    + at.atZone(School.ZONE).toLocalTime();
            says(
                    at,
                    child + " is on leave from " + from + " to " + to,
                    school -> school.grantsLeave(child, revision, from.toString(), to.toString(), accepted));
        }
    }

    private void enrolment(LocalDate date) {
        String child = anyChild();
        int revision = 1 + revisions.merge("enrolment of " + child, 1, Integer::sum);
        String change = ENROLMENTS.get(random.nextInt(ENROLMENTS.size()));
        LocalDate effective = date.plusDays(random.nextInt(4) - 2L);
        Instant at = anyTime(date);
        says(at, child + ": " + change + " on " + effective, school -> {
            var event = school.enrolment(change.equals("CLASS_CHANGED") ? "2" : "1", child);
            event.putAll(Map.of("change", change, "effective", effective, "revision", revision, "acceptedAt", at));
            school.attendance("enrolment-changed", event);
        });
    }

    private void calendar(LocalDate date, boolean unheard) {
        String[] closed = random.ints(random.nextInt(3), -2, 5)
                .mapToObj(days -> date.plusDays(days).toString())
                .distinct()
                .toArray(String[]::new);
        String what = "closed on " + List.of(closed);
        Consumer<School> saying = school -> school.closedOn(closed);
        Instant at = unheard ? at(date, 8, 10 + random.nextInt(8 * 60)) : anyTime(date);
        if (unheard) {
            add(at, what + ", heard by nobody", new SaysUnheard(saying));
        } else {
            says(at, what, saying);
        }
    }

    private void says(Instant at, String what, Consumer<School> saying) {
        add(at, what, new Says(saying));
    }

    private void add(Instant at, String what, Act act) {
        Clock before = random.nextInt(3) > 0 ? Clock.EXACT : Clock.values()[random.nextInt(3)];
        // no fact in the very instant of another, and hardly any in one in which something is due
        steps.add(new Step(at.plusMillis(7_001L + steps.size()), before, what, act));
    }

    private String anyChild() {
        return CHILDREN.get(random.nextInt(CHILDREN.size()));
    }

    private Instant anyTime(LocalDate date) {
        return at(date, 7, 0).plus(Duration.ofSeconds(random.nextInt(14 * 3600)));
    }

    private static Instant at(LocalDate date, int hour, int minutes) {
        return date.atTime(hour, 0).plusMinutes(minutes).atZone(School.ZONE).toInstant();
    }
}
