package org.baoxue.escalation.explanation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Evidence.Kind;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Post;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an explanation rests on, as it was known at {@code asOf}: from it alone the explanation can be told again
 * ({@link Explainer#explain}). Identifiers and codes only, no name of anybody.
 *
 * @param date that is explained, at the child's school
 * @param asOf what became known later is not in it
 * @param marks of the child since {@code since}, in every revision
 * @param calendar each date that matters, with the level that says whether it is a school day
 * @param policies in force on the date, for the class's day first, for each absence and for the term's start
 * @param term none in a vacation, or where nobody has entered any
 * @param waits that reach into the week of the date, of other starts than that of {@code term}
 */
public record Basis(
        String student,
        LocalDate date,
        Instant asOf,
        OfSchool school,
        List<Fact.Marked> marks,
        List<Fact.LeaveGranted> leaves,
        List<Fact.LeaveWithdrawn> leavesWithdrawn,
        List<Fact.EnrolmentChanged> enrolment,
        List<Fact.Verified> verifications,
        List<Closed> closedDays,
        List<CalendarDay> calendar,
        List<PolicyThen> policies,
        List<SpellThen> spells,
        List<FiringThen> firings,
        List<DutyThen> duties,
        List<EvidenceThen> evidence,
        List<Posted> posted,
        @Nullable TermThen term,
        List<WaitThen> waits) {

    /**
     * @param dayCompleteAt on the date, local to the zone
     * @param weekEnds the last school day of any class in the week of the date; none where the school is closed all week
     */
    public record OfSchool(
            String school,
            String classId,
            String place,
            ZoneId zone,
            LocalTime dayCompleteAt,
            boolean exceptionsOnly,
            List<SessionOf> sessions,
            @Nullable LocalDate weekEnds) {}

    /** @param starts local to the school's zone */
    public record SessionOf(int order, String code, LocalTime starts) {}

    /** Every post accepted before the day's end had been seen, of so many of the school's members so many marked. */
    public record Closed(LocalDate date, boolean exceptionsOnly, Instant acceptedAt, int members, int marked) {}

    /**
     * @param level CLASS, SCHOOL, PLACE or NATION where one names the date; WEEK where its weekday decides; NO_TERM outside the terms
     * @param occasion as the level calls it
     */
    public record CalendarDay(
            LocalDate date,
            boolean school,
            String level,
            @Nullable String occasion) {}

    /** @param dayCompleteAt when the school's days end under it, local to the school's zone */
    public record PolicyThen(Policy.Key policy, LocalTime dayCompleteAt, SortedMap<String, Policy.Value> values) {
        Policy read() {
            return new Policy(policy, values);
        }
    }

    /**
     * An absence by its name; what was missed and how it ended the facts tell.
     *
     * @param policy which of {@link Basis#policies}
     */
    public record SpellThen(String spell, Slot opened, Instant openedAt, Instant createdAt, int policy) {
        Spell read() {
            NavigableMap<Slot, Instant> opening = new TreeMap<>(Map.of(opened, openedAt));
            return new Spell(spell, opened, openedAt, opening, new Spell.Open(), createdAt);
        }
    }

    public record FiringThen(String spell, Firing firing) {}

    /** @param subject the absence, the class and date, the term's start, or the school's week */
    public record DutyThen(
            String duty,
            String rule,
            String subject,
            LocalDate date,
            int day,
            int revision,
            @Nullable String firing,
            String ownerPost,
            String ownerScope,
            Instant openedAt,
            Instant dueAt,
            boolean late,
            boolean unfounded,
            String state,
            @Nullable Instant endedAt,
            boolean unseen,
            @Nullable String reason) {
        Duty read() {
            boolean ofClass = subject.endsWith("/" + date);
            return new Duty(
                    duty,
                    rule,
                    new Duty.Subject(ofClass ? Duty.Subject.Kind.CLASS_DAY : Duty.Subject.Kind.SPELL, subject),
                    date,
                    day,
                    revision,
                    firing,
                    new Post(ownerPost, ownerScope),
                    openedAt,
                    openedAt,
                    dueAt,
                    late,
                    unfounded,
                    switch (state) {
                        case "DONE" -> new Duty.Done(ended());
                        case "LAPSED" -> new Duty.Lapsed(ended(), unseen);
                        case "CANCELLED" -> new Duty.Cancelled(ended(), Duty.Reason.valueOf(given(reason)));
                        default -> new Duty.Open();
                    });
        }

        private Instant ended() {
            return given(endedAt);
        }

        private static <T> T given(@Nullable T part) {
            return Optional.ofNullable(part).orElseThrow();
        }
    }

    public record EvidenceThen(String duty, Kind kind, String outcome, Instant at) {}

    /**
     * The term of the date, as it begins for the child.
     *
     * @param subject of what is owed for it; none where the child was not found missing
     * @param enrolments revisions of those that began the child's stays at the school to which the start belongs: one absence
     * @param own whether the first day is this child's, not everybody's
     * @param schoolFirstCalled the first date of all terms on which any class of the school was called
     * @param schoolCalled the first one of the child's week, by which the list goes
     * @param classCalled dates on which the child's class of that date was called, up to the day of the report or the date asked for
     * @param policy which of {@link Basis#policies}
     */
    public record TermThen(
            @Nullable String subject,
            List<Integer> enrolments,
            LocalDate from,
            LocalDate to,
            LocalDate firstDay,
            LocalDate reportDay,
            boolean own,
            @Nullable LocalDate schoolFirstCalled,
            @Nullable LocalDate schoolCalled,
            List<LocalDate> classCalled,
            int policy) {}

    /**
     * A school waited for the child, which had not come since a term began: at a former school, or in a former stay.
     *
     * @param from its first school day of the term
     * @param to the last date on which it was waited for
     * @param classCalled dates of the week on which the class was called that the child was in then
     */
    public record WaitThen(LocalDate from, LocalDate to, List<LocalDate> classCalled) {}

    /** A roll call of the class on the date. */
    public record Posted(int order, Instant acceptedAt) {}

    /** All facts of the child and of its school's days. */
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.addAll(marks);
        facts.addAll(leaves);
        facts.addAll(leavesWithdrawn);
        facts.addAll(enrolment);
        facts.addAll(verifications);
        closedDays.forEach(day -> facts.add(new Fact.DayClosed(day.date(), day.exceptionsOnly(), day.acceptedAt())));
        return facts;
    }
}
