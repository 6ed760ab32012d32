package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.baoxue.escalation.oracle.Absence.Counted;
import org.baoxue.escalation.oracle.DayRule.Owes;
import org.baoxue.escalation.oracle.Fired.Outside;
import org.jspecify.annotations.Nullable;

/**
 * The day rules of section 4: what fires, what of it may leave the school (3.5 to 3.7), and what it makes owed.
 *
 * <p>Readings: what fires more than the half hour of 3.7 after it was due is late. A firing is owed once its counted day is
 * complete, also where the child has come back since, unless it was held until after that; but what still waits to leave the
 * school is dropped then, and waits again where the return is taken back. A firing that stood when its hold became known
 * stands. One look at the presumed days serves all rules that fired on one day, and is late where one of them is.
 */
final class DayBook {
    private static final String VERIFY_PRESUMED = "verify-presumed";
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final List<Owed> owed = new ArrayList<>();
    private final List<Fired> fired = new ArrayList<>();
    private final Set<String> keptBack = new HashSet<>();
    private boolean undecided;

    List<Owed> owed() {
        return owed;
    }

    List<Fired> fired() {
        return fired;
    }

    boolean isUndecided() {
        return undecided;
    }

    /** A firing that the facts no longer support is corrected; where it is due again by now, nothing is. */
    void withdraw(Moment now) {
        for (Fired firing : fired) {
            Instant complete = now.complete(firing.spell, firing.rule);
            if (!firing.withdrawn && (complete == null || complete.isAfter(now.at()))) {
                firing.withdrawn = true;
                firing.withdrawnAt = now.at();
                for (Owed duty : owed) {
                    if (duty.firing == firing && !duty.rule.equals(VERIFY_PRESUMED)) {
                        duty.turnsOutWrong(now.at());
                    }
                }
            }
        }
        for (Owed duty : owed) {
            if (duty.rule.equals(VERIFY_PRESUMED)
                    && duty.firing != null
                    && duty.firing.withdrawn
                    && !servesAnother(now, duty)) {
                duty.turnsOutWrong(now.at());
            }
        }
    }

    private boolean servesAnother(Moment now, Owed verification) {
        for (Fired firing : fired) {
            if (!firing.withdrawn
                    && firing.rule.leavesTheSchool
                    && firing.spell == verification.spell
                    && verification.day.equals(now.known().dateOf(firing.due))
                    && !verification.opened.isBefore(firing.at)) {
                return true;
            }
        }
        return false;
    }

    /** When the spell opened its case, if it stands. */
    @Nullable Instant caseOpened(int place) {
        Fired firing = standing(place, DayRule.SUSPECTED_DROPOUT);
        return firing == null ? null : firing.due;
    }

    void look(Moment now) {
        for (Owed duty : owed) {
            if (duty.rule.equals(VERIFY_PRESUMED) && !now.isOpen(duty.spell)) {
                duty.endWith(now.spell(duty.spell), now.at());
            }
            if (duty.isOpen()) {
                duty.isDueRatherAt(owes(duty).from(duty.opened, now.known()), now.at());
                duty.lapseIfDue(now.at());
            }
        }
        for (int place = 0; place < now.spells().size(); place++) {
            for (DayRule rule : DayRule.values()) {
                Instant complete = now.complete(place, rule);
                if (complete != null && !complete.isAfter(now.at()) && standing(place, rule) == null) {
                    fire(now, place, rule, complete);
                }
            }
        }
        for (Fired firing : fired) {
            settle(now, firing);
        }
    }

    /** When time alone may change something. */
    List<Instant> next(Moment now) {
        List<Instant> next = new ArrayList<>();
        for (int place = 0; place < now.spells().size(); place++) {
            Pauses pauses = new Pauses(now, place);
            next.addAll(pauses.ends());
            Instant end = now.endOf(place);
            if (end != null) {
                next.add(end);
            }
            for (DayRule rule : DayRule.values()) {
                Instant complete = now.complete(place, rule);
                if (complete != null) {
                    next.add(pauses.due(complete));
                    next.add(pauses.due(complete).plus(HALF_AN_HOUR));
                }
            }
        }
        return next;
    }

    private void fire(Moment now, int place, DayRule rule, Instant complete) {
        Pauses pauses = new Pauses(now, place);
        Instant due = pauses.due(complete);
        if (pauses.isRunning() && !due.isAfter(now.at())) {
            keptBack.add(place + rule.id);
            return;
        }
        Day day = now.known().dateOf(due);
        boolean watched = now.isClosed(day);
        boolean waited = !now.at().isBefore(due.plus(HALF_AN_HOUR));
        if (due.isAfter(now.at()) || now.hasEndedBy(place, due) || !(watched || waited)) {
            return;
        }
        // known only while a hold ran, and the child came back before the hold's end: held or not, the text does not
        // say
        undecided |= !now.isOpen(place) && keptBack.contains(place + rule.id);
        boolean late = due.isAfter(complete) || now.at().isAfter(due.plus(HALF_AN_HOUR));
        int onDay = now.countedUntil(place, rule, complete).size();
        Fired firing = new Fired(rule, place, revisions(place, rule) + 1, onDay, due, now.at(), late, !watched);
        fired.add(firing);
        if (!rule.leavesTheSchool) {
            open(now, firing);
        }
    }

    private void settle(Moment now, Fired firing) {
        boolean open = now.isOpen(firing.spell);
        boolean waits = firing.outside == Outside.WAITING || (firing.outside == Outside.DROPPED && open);
        if (firing.withdrawn || !waits) {
            return;
        }
        boolean held = isHeldBack(now, firing);
        boolean presumed = isPresumed(now, firing);
        if (!open && (held || presumed)) {
            firing.outside = Outside.DROPPED;
        } else if (!open || !presumed) {
            goUnless(held, now, firing, Outside.RELEASED);
        } else {
            Owed verification = verification(now, firing);
            if (verification.was("DONE")) {
                goUnless(held, now, firing, Outside.RELEASED);
            } else if (verification.was("LAPSED")) {
                goUnless(held, now, firing, Outside.UNVERIFIED);
            }
        }
    }

    private void goUnless(boolean held, Moment now, Fired firing, Outside how) {
        if (!held) {
            firing.outside = how;
            firing.went = now.at();
            if (firing.rule.owes != Owes.NOTHING) {
                open(now, firing);
            }
        }
    }

    private static boolean isHeldBack(Moment now, Fired firing) {
        Pauses pauses = new Pauses(now, firing.spell);
        return !now.isClosed(now.known().dateOf(firing.due)) || pauses.isThoughtMistaken() || pauses.isRunning();
    }

    private static boolean isPresumed(Moment now, Fired firing) {
        Instant complete = now.complete(firing.spell, firing.rule);
        if (complete != null) {
            for (Counted day : now.countedUntil(firing.spell, firing.rule, complete)) {
                if (!day.confirmed()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Owed verification(Moment now, Fired firing) {
        for (Owed duty : owed) {
            if (duty.rule.equals(VERIFY_PRESUMED)
                    && duty.spell == firing.spell
                    && duty.day.equals(now.known().dateOf(firing.due))
                    && !duty.opened.isBefore(firing.at)
                    && (duty.isOpen() || duty.was("DONE") || duty.was("LAPSED"))) {
                return duty;
            }
        }
        return open(now, firing, VERIFY_PRESUMED, Owes.NEXT_NOON);
    }

    private void open(Moment now, Fired firing) {
        open(now, firing, firing.rule.id, firing.rule.owes);
    }

    private Owed open(Moment now, Fired firing, String rule, Owes owes) {
        Day day = now.known().dateOf(firing.due);
        Instant due = owes.from(now.at(), now.known());
        boolean late = rule.equals(VERIFY_PRESUMED) ? isAnyLate(now, firing) : firing.late;
        Owed duty = new Owed(rule, firing.spell, day, now.at(), due, late, false);
        duty.firing = firing;
        owed.add(duty);
        return duty;
    }

    /** The look is late where anything is that waits for it. */
    private boolean isAnyLate(Moment now, Fired firing) {
        for (Fired other : fired) {
            if (other.late
                    && !other.withdrawn
                    && other.rule.leavesTheSchool
                    && other.spell == firing.spell
                    && now.known().dateOf(other.due).equals(now.known().dateOf(firing.due))) {
                return true;
            }
        }
        return false;
    }

    private static Owes owes(Owed duty) {
        for (DayRule rule : DayRule.values()) {
            if (rule.id.equals(duty.rule)) {
                return rule.owes;
            }
        }
        return Owes.NEXT_NOON;
    }

    private @Nullable Fired standing(int place, DayRule rule) {
        for (Fired firing : fired) {
            if (firing.spell == place && firing.rule == rule && !firing.withdrawn) {
                return firing;
            }
        }
        return null;
    }

    private int revisions(int place, DayRule rule) {
        int revisions = 0;
        for (Fired firing : fired) {
            revisions += firing.spell == place && firing.rule == rule ? 1 : 0;
        }
        return revisions;
    }
}
