package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.baoxue.escalation.oracle.Absence.Mark;
import org.baoxue.escalation.oracle.Told.Found;
import org.jspecify.annotations.Nullable;

/**
 * The duties of single dates: the three hour rules of section 4, and the correction of a mark that was found mistaken (3.6).
 *
 * <p>Readings: a duty stands as long as its spell keeps a mark of the date; where it keeps none, the duty goes with the very
 * mark that made it owed to the spell that has it now, and what was told is wrong where no spell has. A correction that is
 * owed stays so while any mark of its date stands. An open duty follows the first mark of its date where that gives a
 * due time that is still ahead. What is recorded as {@code UNSEEN} is so also where the child has come back since. A mark
 * taken before the end of the day that opened the case still makes its duties owed.
 */
final class HourBook {
    private static final String CONTACT = "contact-guardian";
    private static final String LIST = "report-absence-list";
    private static final String VERIFY = "verify-same-day";
    private static final String CORRECT = "correct-attendance";

    private final boolean listGoes;
    private final List<Owed> owed = new ArrayList<>();
    private boolean undecided;

    /** @param listGoes each list reaches the office when it goes; where not, none ever does */
    HourBook(boolean listGoes) {
        this.listGoes = listGoes;
    }

    List<Owed> owed() {
        return owed;
    }

    boolean isUndecided() {
        return undecided;
    }

    /** Nobody was reached about that day's absence. */
    void failed(Day day, Instant at) {
        for (Owed duty : owed) {
            if (duty.rule.equals(CONTACT) && duty.day.equals(day) && duty.failedAt == null) {
                duty.failedAt = at;
            }
        }
    }

    /** When time alone may change something: what waits for the failed contact begins, and lists go. */
    List<Instant> next(Moment now) {
        List<Instant> next = new ArrayList<>();
        for (Owed duty : owed) {
            if (goes(duty)) {
                next.add(Telling.listGoes(duty));
            }
        }
        if (now.known().choice().failedContact()) {
            for (int place = 0; place < now.spells().size(); place++) {
                for (Mark mark : now.spell(place).absentMarks()) {
                    next.add(clock(now, place, now.marksOf(place, mark.day())));
                }
            }
        }
        next.removeIf(Instant.MIN::equals);
        return next;
    }

    void look(Moment now, IntFunction<@Nullable Instant> caseOpened) {
        for (Owed duty : owed) {
            followItsMarks(now, duty);
        }
        for (Owed duty : owed) {
            endsWithItsSpell(now, duty);
            if (duty.isOpen()) {
                Mark first = now.marksOf(duty.spell, duty.day).get(0);
                Instant rather = due(now, duty.spell, duty.rule, first, duty.opened);
                boolean waited =
                        now.known().choice().failedContact() && (duty.rule.equals(LIST) || duty.rule.equals(VERIFY));
                if (!waited || rather.isAfter(duty.due)) {
                    duty.isDueRatherAt(rather, now.at());
                }
                if (goes(duty) && Telling.listGoes(duty).equals(now.at())) {
                    duty.end("DONE", now.at());
                }
                duty.lapseIfDue(now.at());
            }
        }
        for (int place = 0; place < now.spells().size(); place++) {
            openFor(now, place, caseOpened.apply(place));
        }
        openForMistakes(now);
    }

    private boolean goes(Owed duty) {
        return listGoes && duty.rule.equals(LIST) && duty.isOpen();
    }

    private void followItsMarks(Moment now, Owed duty) {
        boolean anyMark = duty.rule.equals(CORRECT);
        int holder = now.marksOf(duty.spell, duty.day).isEmpty()
                ? now.holderOf(duty.day, anyMark ? null : duty.about)
                : duty.spell;
        if (holder < 0 && anyMark) {
            duty.end("DONE", now.at());
        } else if (holder < 0) {
            duty.turnsOutWrong(now.at());
        } else if (holder != duty.spell) {
            // two absences become one that owes the same twice: the text does not say which of the two stands
            undecided |= latest(holder, duty.day, duty.rule) != null;
            duty.spell = holder;
        }
    }

    private static void endsWithItsSpell(Moment now, Owed duty) {
        if (!now.isOpen(duty.spell) && !duty.rule.equals(CORRECT)) {
            duty.endWith(now.spell(duty.spell), now.at());
        }
    }

    private void openFor(Moment now, int place, @Nullable Instant caseOpened) {
        Set<Day> days = new TreeSet<>();
        if (!now.spell(place).wasNeverMissing()) {
            now.spell(place).absentMarks().forEach(mark -> days.add(mark.day()));
        }
        for (Day day : days) {
            Mark first = now.marksOf(place, day).get(0);
            if (caseOpened == null
                    || !now.known().choice().caseTeamCarriesOn()
                    || !first.takenAt().isAfter(caseOpened)) {
                for (String rule : List.of(CONTACT, LIST, VERIFY)) {
                    openOne(now, place, rule, first);
                }
            }
        }
    }

    private void openOne(Moment now, int place, String rule, Mark first) {
        Owed latest = latest(place, first.day(), rule);
        if (latest != null && !opensAgain(now, latest)) {
            return;
        }
        if (!rule.equals(CONTACT)
                && clock(now, place, now.marksOf(place, first.day())).isAfter(now.at())) {
            return;
        }
        Instant due = due(now, place, rule, first, now.at());
        boolean inTime = due.isAfter(now.at());
        boolean today = first.day().equals(now.today());
        if (now.isOpen(place) && inTime) {
            add(now, new Owed(rule, place, first.day(), now.at(), due, false, false));
        } else if (now.isOpen(place) && today) {
            Instant soon = now.at().plus(Duration.ofHours(1));
            add(now, new Owed(rule, place, first.day(), now.at(), soon, true, true));
        } else if (!today && !inTime) {
            owesNothingAnyMore(now, place, rule, first, due);
        }
    }

    /** The hour is over, and so is the day: known too late for anybody to act, or the child was back when it was known. */
    private void owesNothingAnyMore(Moment now, int place, String rule, Mark first, Instant due) {
        List<Instant> accepted = now.acceptancesOf(first);
        if (now.isOpen(place) || accepted.equals(List.of(now.at()))) {
            Owed unseen = new Owed(rule, place, first.day(), now.at(), due, true, false);
            unseen.end("UNSEEN", now.at());
            add(now, unseen);
        } else {
            // known late, but the first of its date only since another is gone, or known of two classes: not said
            undecided |= accepted.stream()
                    .anyMatch(at -> at.isAfter(due) && now.known().dateOf(at).isAfter(first.day()));
        }
    }

    private void add(Moment now, Owed duty) {
        Mark about = now.marksOf(duty.spell, duty.day).get(0);
        duty.about = about;
        duty.listedFrom = clock(now, duty.spell, List.of(about));
        owed.add(duty);
    }

    /** A correction of a correction opens the duties again; so does one that takes a return back. A lapse stands. */
    private static boolean opensAgain(Moment now, Owed latest) {
        return latest.isCancelled() ? now.isOpen(latest.spell) : !latest.isOpen() && latest.wrong;
    }

    private @Nullable Owed latest(int place, Day day, String rule) {
        Owed latest = null;
        for (Owed duty : owed) {
            if (duty.spell == place && duty.day.equals(day) && duty.rule.equals(rule)) {
                latest = duty;
            }
        }
        return latest;
    }

    private void openForMistakes(Moment now) {
        for (Told fact : now.known().facts()) {
            if (fact instanceof Found found && found.outcome().equals("MARKED_BY_MISTAKE")) {
                for (int place = 0; place < now.spells().size(); place++) {
                    Day mistaken = now.mistakenDay(place, found.day());
                    if (mistaken != null && latest(place, mistaken, CORRECT) == null) {
                        Instant due = DayRule.Owes.NEXT_MORNING.from(now.at(), now.known());
                        add(now, new Owed(CORRECT, place, mistaken, now.at(), due, false, false));
                    }
                }
            }
        }
    }

    private Instant due(Moment now, int place, String rule, Mark mark, Instant opened) {
        Instant clock = clock(now, place, List.of(mark));
        return switch (rule) {
            case CONTACT -> mark.takenAt().plus(Duration.ofHours(1));
            case LIST -> clock.plus(Duration.ofHours(2));
            case VERIFY -> verification(now.known(), mark, clock);
            default -> DayRule.Owes.NEXT_MORNING.from(opened, now.known());
        };
    }

    /**
     * From when the two hours of the list run for the first of a day's marks: the roll call, or the first attempt that reached
     * nobody, at the latest the hour in which the guardian was to be reached; never, where there is no mark.
     */
    private Instant clock(Moment now, int place, List<Mark> marks) {
        if (marks.isEmpty()) {
            return Instant.MIN;
        }
        Mark first = marks.get(0);
        Instant clock = first.takenAt();
        if (now.known().choice().failedContact()) {
            clock = clock.plus(Duration.ofHours(1));
            for (Owed duty : owed) {
                if (duty.failedAt != null
                        && duty.rule.equals(CONTACT)
                        && duty.spell == place
                        && duty.day.equals(first.day())
                        && duty.failedAt.isBefore(clock)) {
                    clock = duty.failedAt;
                }
            }
        }
        return clock.isBefore(first.takenAt()) ? first.takenAt() : clock;
    }

    /** The later of 18:00 and two hours after the list; after 21:00 it is the next school day at 10:00. */
    private static Instant verification(History known, Mark mark, Instant clock) {
        Instant evening = mark.day().at(18 * 60, known.zone());
        Instant afterList = clock.plus(Duration.ofHours(4));
        Instant due = afterList.isAfter(evening) ? afterList : evening;
        return due.isAfter(mark.day().at(21 * 60, known.zone()))
                ? known.almanac().schoolDayAfter(mark.day()).at(10 * 60, known.zone())
                : due;
    }
}
