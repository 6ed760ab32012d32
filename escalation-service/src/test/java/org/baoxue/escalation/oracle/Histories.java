package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Change;
import org.baoxue.escalation.oracle.Told.Closed;
import org.baoxue.escalation.oracle.Told.Enrolment;
import org.baoxue.escalation.oracle.Told.Found;
import org.baoxue.escalation.oracle.Told.Leave;
import org.baoxue.escalation.oracle.Told.LeaveTakenBack;
import org.baoxue.escalation.oracle.Told.Seen;
import org.jspecify.annotations.Nullable;

/** Makes up histories of one child: the same seed gives the same history. */
final class Histories {
    private final Random random;
    private final Surroundings school;
    private final List<Told> facts = new ArrayList<>();
    private boolean missing;
    private int enrolments;
    private @Nullable Day gone;
    private @Nullable Day changedClass;
    private @Nullable Day nowhereFrom;

    private Histories(Random random, Surroundings school) {
        this.random = random;
        this.school = school;
    }

    static History of(long seed) {
        Random random = new Random(scattered(seed));
        return new Histories(random, Surroundings.of(random)).write(choice(seed));
    }

    /** Of a week or two, at a school that reports everybody. */
    static History brief(long seed) {
        Random random = new Random(scattered(seed));
        return new Histories(random, Surroundings.of(random).brief(random)).write(choice(seed));
    }

    /** The same facts in another order, some of them twice. */
    static History shuffled(History history, long seed) {
        Random random = new Random(seed);
        List<Told> facts = new ArrayList<>(history.facts());
        for (Told fact : history.facts()) {
            if (random.nextInt(4) == 0) {
                facts.add(fact);
            }
        }
        Collections.shuffle(facts, random);
        return history.with(facts);
    }

    /** Neighbouring seeds would else begin alike. */
    private static long scattered(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    private static Choice choice(long seed) {
        return Choice.of(new Random(~scattered(seed)));
    }

    private History write(Choice choice) {
        enrolments();
        int restlessness = 6 + random.nextInt(40);
        for (Day day = school.from(); !day.isAfter(school.to()); day = day.next()) {
            boolean here = gone == null || day.isBefore(gone);
            if (here && !isBetweenSchools(day)) {
                oneDay(day, restlessness);
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            leave("leave-" + i);
        }
        keepLeavesOffTheDayOfLeaving();
        Collections.shuffle(facts, random);
        return History.of(
                school.zone(), school.dayEnd(), school.sessions(), school.almanac(), List.copyOf(facts), choice);
    }

    private boolean isBetweenSchools(Day day) {
        return nowhereFrom != null && changedClass != null && !day.isBefore(nowhereFrom) && day.isBefore(changedClass);
    }

    private void oneDay(Day day, int restlessness) {
        boolean schoolDay = school.almanac().isSchoolDay(day);
        List<Integer> starts = school.starts();
        for (int i = 0; i < starts.size(); i++) {
            if (random.nextInt(restlessness) == 0) {
                missing = !missing;
            }
            boolean evening = i == 2 && day.isSunday() && school.boarding();
            if (schoolDay || evening || random.nextInt(40) == 0) {
                session(day, i);
            }
        }
        if (schoolDay && random.nextInt(20) != 0) {
            facts.add(new Closed(day, school.exceptionsOnly(), day.at(school.dayEnd(), school.zone())));
        }
        if (missing && random.nextInt(12) == 0) {
            String outcome = Surroundings.pick(random, List.of("ILL", "REASON_VALID", "UNKNOWN", "MARKED_BY_MISTAKE"));
            facts.add(new Found(day, outcome, day.at(17 * 60, school.zone())));
        }
    }

    private void session(Day day, int index) {
        if (random.nextInt(10) == 0 || (school.exceptionsOnly() && !missing && random.nextInt(12) != 0)) {
            return;
        }
        boolean moved = changedClass != null && !day.isBefore(changedClass);
        Instant takenAt = takenAt(day, index);
        rollCall(moved ? "class-b" : "class-a", day, index, takenAt);
        if (changedClass != null && nowhereFrom == null && random.nextInt(8) == 0) {
            // at the same minute: the rules do not say whose roll call dates the spell when two classes miss one child
            rollCall(moved ? "class-a" : "class-b", day, index, takenAt);
        }
    }

    private void rollCall(String classId, Day day, int index, Instant takenAt) {
        Instant accepted = takenAt.plusSeconds(random.nextInt(10) * 60L);
        if (random.nextInt(12) == 0) {
            accepted = accepted.plus(Duration.ofMinutes(120 + random.nextInt(3 * 24 * 60)));
        }
        int order = school.sessions().get(index);
        int revision = 1;
        Seen seen = seen();
        facts.add(new Called(classId, day, order, revision, seen, takenAt, accepted));
        while (random.nextInt(revision == 1 ? 8 : 3) == 0) {
            revision++;
            accepted = accepted.plus(Duration.ofMinutes(1 + random.nextInt(random.nextBoolean() ? 60 : 3 * 24 * 60)));
            seen = Surroundings.pick(random, List.of(Seen.values()));
            facts.add(new Called(classId, day, order, revision, seen, takenAt, accepted));
        }
    }

    /** On the session's date and before the next session begins; the last one may be called late, at the very day's end too. */
    private Instant takenAt(Day day, int index) {
        int start = school.starts().get(index);
        boolean last = index == school.starts().size() - 1;
        if (last && start < school.dayEnd() && random.nextInt(12) == 0) {
            boolean onTheDot = missing && random.nextBoolean();
            return day.at(onTheDot ? school.dayEnd() : 16 * 60 + 40, school.zone());
        }
        return day.at(start + random.nextInt(30), school.zone());
    }

    private Seen seen() {
        int dice = random.nextInt(100);
        if (dice < 4) {
            return Seen.UNKNOWN;
        }
        if (dice < 8) {
            return Seen.LEAVE;
        }
        if (missing) {
            return Seen.ABSENT;
        }
        return dice < 16 ? Seen.LATE : Seen.PRESENT;
    }

    private void leave(String id) {
        int revision = 1;
        Day from = someDay();
        boolean fromSchooling = random.nextInt(10) == 0;
        Instant accepted = from.plus(random.nextInt(9) - 4).at(7 * 60 + random.nextInt(900), school.zone());
        facts.add(period(id, revision, fromSchooling, from, accepted));
        while (random.nextInt(3) == 0) {
            revision++;
            accepted = accepted.plus(Duration.ofMinutes(1 + random.nextInt(3 * 24 * 60)));
            if (random.nextBoolean()) {
                facts.add(new LeaveTakenBack(id, revision, accepted));
            } else {
                facts.add(period(id, revision, fromSchooling, from.plus(random.nextInt(3) - 1), accepted));
            }
        }
    }

    /**
     * Excluded: an ordinary leave that begins on the very date on which the child leaves the school. The text does not say
     * whether its spell is then {@code EXCUSED} or {@code LEFT}; nothing that anybody owes hangs on it.
     */
    private void keepLeavesOffTheDayOfLeaving() {
        Set<Day> leaving = new HashSet<>();
        for (Told fact : facts) {
            if (fact instanceof Leave leave && leave.fromSchooling()) {
                leaving.add(leave.from());
            } else if (fact instanceof Enrolment change) {
                leaving.add(change.effective());
            }
        }
        Set<String> dropped = new HashSet<>();
        for (Told fact : facts) {
            if (fact instanceof Leave leave && !leave.fromSchooling() && leaving.contains(leave.from())) {
                dropped.add(leave.id());
            }
        }
        facts.removeIf(fact -> fact instanceof Leave leave && dropped.contains(leave.id()));
        facts.removeIf(fact -> fact instanceof LeaveTakenBack back && dropped.contains(back.id()));
    }

    private Leave period(String id, int revision, boolean fromSchooling, Day from, Instant accepted) {
        List<Integer> sessions = school.sessions();
        boolean wholeDays = fromSchooling || random.nextBoolean();
        int begins = wholeDays ? 0 : Surroundings.pick(random, sessions);
        Day to = from.plus(fromSchooling ? 40 : random.nextInt(5));
        int ends = wholeDays ? 99 : Surroundings.pick(random, sessions);
        if (to.equals(from) && ends < begins) {
            ends = 99;
        }
        return new Leave(id, revision, fromSchooling, from, begins, to, ends, accepted);
    }

    private void enrolments() {
        switch (random.nextInt(10)) {
            case 0 -> gone = change(Change.GRADUATED, someDay(), "school-a");
            case 1 -> transfer();
            case 2 -> gone = change(Change.WITHDRAWN, someDay(), "school-a");
            case 3 -> changedClass = change(Change.CLASS_CHANGED, someDay(), "school-a");
            default -> {}
        }
    }

    /** The old school's roll calls stop; the new one's begin once it has taken the child in, perhaps on the very date. */
    private void transfer() {
        Day away = change(Change.TRANSFER_OUT, someDay(), "school-a");
        if (random.nextBoolean()) {
            Day known = away.plus(3 + random.nextInt(4));
            Day first = away.plus(random.nextInt(3));
            boolean inTime = random.nextBoolean();
            Instant accepted = (inTime ? away.previous() : known).at(18 * 60, school.zone());
            facts.add(new Enrolment("school-a", Change.TRANSFER_CONFIRMED, away, ++enrolments, accepted));
            facts.add(new Enrolment("school-b", Change.ENROLLED, first, ++enrolments, accepted));
            nowhereFrom = away;
            changedClass = inTime ? first : known.next();
        } else {
            gone = away;
        }
    }

    private Day change(Change change, Day effective, String where) {
        Instant accepted = effective.plus(random.nextInt(6) - 3).at(9 * 60, school.zone());
        facts.add(new Enrolment(where, change, effective, ++enrolments, accepted));
        return effective;
    }

    private Day someDay() {
        Day day = school.from();
        for (int i = random.nextInt(28); i > 0 && day.isBefore(school.to()); i--) {
            day = day.next();
        }
        return day;
    }
}
