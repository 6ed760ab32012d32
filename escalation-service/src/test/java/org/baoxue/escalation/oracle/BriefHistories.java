package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Closed;
import org.baoxue.escalation.oracle.Told.Declared;
import org.baoxue.escalation.oracle.Told.Did;
import org.baoxue.escalation.oracle.Told.Failed;
import org.baoxue.escalation.oracle.Told.Found;
import org.baoxue.escalation.oracle.Told.Leave;
import org.baoxue.escalation.oracle.Told.Seen;

/**
 * Histories of a week or two in which, beside everything that {@link Histories} holds, people act: they reach a guardian, find
 * something out, look at presumed days, and declare a closure or a make-up day, some of it after the fact. No two facts are
 * accepted at one moment, and none at a due time: whether "after" includes that, nobody would want to argue.
 */
final class BriefHistories {
    private static final List<String> OUTCOMES =
            List.of("ILL", "REASON_VALID", "MARKED_BY_MISTAKE", "MARKED_BY_MISTAKE", "UNKNOWN", "WHEREABOUTS_KNOWN");

    private final History history;
    private final Random random;
    private final List<Told> facts = new ArrayList<>();

    private BriefHistories(History history, Random random) {
        this.history = history;
        this.random = random;
    }

    static History of(long seed) {
        return new BriefHistories(Histories.brief(seed), new Random(~seed)).peopled();
    }

    private History peopled() {
        for (Told fact : history.facts()) {
            if (!(fact instanceof Found)) {
                facts.add(fact instanceof Closed closed ? seen(closed) : fact);
            }
            if (fact instanceof Called called && called.seen() == Seen.ABSENT && called.revision() == 1) {
                somebodyActs(called);
            }
        }
        for (int i = random.nextInt(8) - 5; i > 0; i--) {
            declaration();
        }
        List<Told> apart = new ArrayList<>();
        for (Told fact : facts) {
            apart.add(acceptedAt(fact, fact.acceptedAt().plusMillis(7_001 + apart.size())));
        }
        return history.with(apart);
    }

    /** Seldom later than the half hour for which the rules inside the school wait. */
    private Closed seen(Closed closed) {
        Duration wait = Duration.ofMinutes(random.nextInt(10) == 0 ? random.nextInt(60) : 0);
        return new Closed(
                closed.day(), closed.exceptionsOnly(), closed.acceptedAt().plus(wait));
    }

    private void somebodyActs(Called called) {
        if (random.nextInt(4) == 0) {
            facts.add(new Did("contact-guardian", called.takenAt().plus(minutes(15, 80))));
        }
        if (random.nextInt(5) == 0) {
            facts.add(new Failed(called.day(), called.takenAt().plus(minutes(5, 100))));
        }
        if (random.nextInt(5) == 0) {
            String outcome = Surroundings.pick(random, OUTCOMES);
            facts.add(new Found(called.day(), outcome, called.takenAt().plus(minutes(20, 36 * 60))));
        }
        if (random.nextInt(10) == 0) {
            int later = 1 + random.nextInt(3);
            Instant at = called.takenAt().plus(Duration.ofDays(later)).plus(minutes(20, 24 * 60));
            facts.add(new Found(called.day().plus(later), Surroundings.pick(random, OUTCOMES), at));
        }
        if (random.nextInt(6) == 0) {
            facts.add(new Did("verify-presumed", called.takenAt().plus(minutes(24 * 60, 8 * 24 * 60))));
        }
        if (random.nextInt(12) == 0) {
            facts.add(new Did("home-visit", called.takenAt().plus(minutes(48 * 60, 5 * 24 * 60))));
        }
    }

    private Duration minutes(int from, int to) {
        return Duration.ofMinutes(from + random.nextInt(to - from));
    }

    /** A school day is closed, or another date is made one: ahead of time or after the fact. */
    private void declaration() {
        List<Day> called = history.facts().stream()
                .filter(fact -> fact instanceof Called)
                .map(fact -> ((Called) fact).day())
                .toList();
        if (called.isEmpty()) {
            return;
        }
        Day day = Surroundings.pick(random, called).plus(random.nextInt(5) - 1);
        boolean school = !history.almanac().isSchoolDay(day);
        Instant at = day.plus(random.nextInt(6) - 2).at(7 * 60 + random.nextInt(14 * 60), history.zone());
        facts.add(new Declared(day, school, at));
    }

    private static Told acceptedAt(Told fact, Instant at) {
        return switch (fact) {
            case Called called ->
                new Called(
                        called.classId(),
                        called.day(),
                        called.session(),
                        called.revision(),
                        called.seen(),
                        called.takenAt(),
                        at);
            case Leave leave ->
                new Leave(
                        leave.id(),
                        leave.revision(),
                        leave.fromSchooling(),
                        leave.from(),
                        leave.fromSession(),
                        leave.to(),
                        leave.toSession(),
                        at);
            case Told.LeaveTakenBack back -> new Told.LeaveTakenBack(back.id(), back.revision(), at);
            case Told.Enrolment change ->
                new Told.Enrolment(change.school(), change.change(), change.effective(), change.revision(), at);
            case Found found -> new Found(found.day(), found.outcome(), at);
            case Closed closed -> new Closed(closed.day(), closed.exceptionsOnly(), at);
            case Declared declared -> new Declared(declared.day(), declared.school(), at);
            case Did did -> new Did(did.rule(), at);
            case Failed failed -> new Failed(failed.day(), at);
        };
    }
}
