package org.baoxue.escalation.oracle;

import java.time.Instant;
import java.util.Optional;
import org.baoxue.escalation.oracle.Absence.Mark;
import org.jspecify.annotations.Nullable;

/** One duty in the oracle's book. */
final class Owed {
    private static final String CANCELLED = "CANCELLED";

    final String rule;
    final Day day;
    final Instant opened;
    /** Its due time was reckoned from its acceptance and knows no calendar. */
    final boolean anHourAfterAcceptance;

    final boolean late;
    /** The spell whose duty it is, by its place in the list of spells. */
    int spell;
    /** The mark that made it owed; none where a counted day did. */
    @Nullable Mark about;

    @Nullable Fired firing;
    /** From when its list is reckoned, as that was known when it was opened; none where no list tells of it. */
    @Nullable Instant listedFrom;
    /** Of a contact: when an attempt first reached nobody. */
    @Nullable Instant failedAt;

    Instant due;

    @Nullable String ending;

    private @Nullable Instant endedAt;
    boolean wrong;
    private @Nullable Instant wrongSince;

    Owed(String rule, int spell, Day day, Instant opened, Instant due, boolean late, boolean anHourAfterAcceptance) {
        this.rule = rule;
        this.spell = spell;
        this.day = day;
        this.opened = opened;
        this.due = due;
        this.late = late;
        this.anHourAfterAcceptance = anHourAfterAcceptance;
    }

    boolean isOpen() {
        return ending == null;
    }

    boolean was(String what) {
        return what.equals(ending);
    }

    boolean isCancelled() {
        return ending != null && ending.startsWith(CANCELLED);
    }

    void endWith(Absence spell, Instant at) {
        end(CANCELLED + " " + spell.ending(), at);
    }

    void end(String how, Instant at) {
        if (isOpen()) {
            ending = how;
            endedAt = at;
        }
    }

    /** Those who were told hear it once; of what lapsed unseen nobody was told. */
    void turnsOutWrong(Instant at) {
        if (!was("UNSEEN") && !wrong) {
            wrong = true;
            wrongSince = at;
            end(CANCELLED, at);
        }
    }

    void lapseIfDue(Instant now) {
        if (!due.isAfter(now)) {
            end("LAPSED", now);
        }
    }

    /** Where the calendar or the marks say another hour that is still ahead, that one. */
    void isDueRatherAt(Instant other, Instant now) {
        if (isOpen() && !anHourAfterAcceptance && other.isAfter(now)) {
            due = other;
        }
    }

    Instant endedAt() {
        return Optional.ofNullable(endedAt).orElseThrow();
    }

    Optional<Instant> wrongAt() {
        return Optional.ofNullable(wrongSince);
    }

    @Override
    public String toString() {
        String how = ending == null ? "OPEN" : (wrong && isCancelled() ? CANCELLED : ending) + " " + endedAt;
        return day + " " + rule + " opened " + opened + " due " + due + (late ? " late " : " ") + how
                + (wrong ? " wrong" : "");
    }
}
