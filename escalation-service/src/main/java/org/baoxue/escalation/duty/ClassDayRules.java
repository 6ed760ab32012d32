package org.baoxue.escalation.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Duty.Subject;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.policy.Told;
import org.baoxue.escalation.spell.Fact;

/**
 * What each class owes on each school day: every session begun by the end of the day is posted, that is, first accepted, by then.
 * The duty opens an hour before for classes that are not complete; only those with a session missing by then are reminded. It
 * lapses once every post of the day has been seen, or half an hour later without knowing.
 *
 * <pre>
 *   Open --- all accepted in time   -> Done
 *         |  no school day after all -> Cancelled
 *         |  its time ran out        -> Lapsed --- all were accepted in time, or no school day after all -> unfounded, once
 * </pre>
 *
 * <p>What was taken back because of the calendar is owed again, under a new revision, when the date is a school day again: where
 * its time is over only the record changes, and nobody is told. A day that was closed while its time ran is not opened later.
 *
 * <p>While the suite was down nobody could post: what was due then, or in the hour after, is due an hour after waking on the
 * same day, and on a later one it lapsed unseen. Of earlier days nothing new is opened.
 */
public final class ClassDayRules {
    static final String RULE = "submit-attendance";

    private ClassDayRules() {}

    public record Session(int order, String code, LocalTime starts) {}

    /** What to look at now, and when next. */
    public record Turn(
            Optional<LocalDate> openDate, Optional<LocalDate> lapseDate, LocalDate nextDate, Instant nextAt) {}

    /** What holds on a date: its own policy, and the calendar with the end of day that it knows. */
    public record Terms(Policy policy, SchoolCalendar calendar) {
        private Instant opensOn(LocalDate date) {
            return calendar.completeAt(date).minus(policy.duration(RULE + ".remind"));
        }
    }

    /** @param date that was to be looked at */
    public static Turn turn(
            Function<LocalDate, Terms> terms, List<Outage> outages, LocalDate date, LocalDate today, Instant now) {
        LocalDate at = date.isAfter(today) ? today : date;
        Terms on = terms.apply(at);
        Instant opens = on.opensOn(at);
        Instant waited = on.calendar().completeAt(at).plus(on.policy().duration("day.watermark-wait"));
        Instant due = dueAt(on.policy(), on.calendar(), outages, at);
        Instant lapses = due.isAfter(waited) ? due : waited;
        Optional<LocalDate> none = Optional.empty();
        if (now.isBefore(opens)) {
            return new Turn(none, none, at, opens);
        }
        if (now.isBefore(lapses)) {
            return new Turn(Optional.of(at), none, at, lapses);
        }
        LocalDate next = at.isBefore(today) ? today : today.plusDays(1);
        return new Turn(none, Optional.of(at), next, terms.apply(next).opensOn(next));
    }

    /** The end of the day, or an hour after the suite woke on that day. */
    private static Instant dueAt(Policy policy, SchoolCalendar calendar, List<Outage> outages, LocalDate date) {
        Instant complete = calendar.completeAt(date);
        return outages.stream()
                .filter(outage -> outage.from().isBefore(complete)
                        && calendar.dateOf(outage.to()).equals(date))
                .map(outage -> outage.to().plus(policy.duration("hours.late-due")))
                .filter(complete::isBefore)
                .max(Instant::compareTo)
                .orElse(complete);
    }

    /**
     * One class on one date.
     *
     * @param posted when a roll call of each session was first accepted
     * @param duty the one of the last revision
     */
    public record Day(
            String subject,
            Scopes scopes,
            SchoolCalendar calendar,
            Policy policy,
            LocalDate date,
            List<Session> sessions,
            Map<Integer, Instant> posted,
            Optional<Duty> duty,
            List<Outage> outages,
            Instant now) {

        public List<Decision.OfDuty> toOpen() {
            Instant due = dueAt(policy, calendar, outages, date);
            if (!calendar.isSchoolDay(date) || missing(calendar.dayCompleteAt()).isEmpty() || !now.isBefore(due)) {
                return List.of();
            }
            return List.of(opened(owed(1, due)));
        }

        private Decision.OfDuty opened(Duty owed) {
            LocalTime reminder = calendar.dayCompleteAt().minus(policy.duration(RULE + ".remind"));
            List<Told> reminded = missing(reminder).isEmpty() ? List.of() : rule().tells();
            return new Decision.Opened(owed, tells(reminded, Tell.OPENED, false), why(), Fact.Entry.UNKNOWN);
        }

        private Duty owed(int revision, Instant due) {
            Subject of = new Subject(Subject.Kind.CLASS_DAY, subject);
            return new Duty(
                    Duty.idOf(RULE, of, date, 0, revision),
                    RULE,
                    of,
                    date,
                    0,
                    revision,
                    null,
                    scopes.post(Optional.ofNullable(rule().owner()).orElseThrow()),
                    now,
                    due,
                    due,
                    due.isAfter(calendar.completeAt(date)) || !now.isBefore(due),
                    false,
                    new Duty.Open());
        }

        /** All was accepted in time, however late that is heard of. */
        public List<Decision.OfDuty> ifPosted() {
            return duty.filter(latest ->
                            isKnown() && missing(calendar.dayCompleteAt()).isEmpty())
                    .map(this::posted)
                    .orElse(List.of());
        }

        private List<Decision.OfDuty> posted(Duty latest) {
            return switch (latest.state()) {
                case Duty.Open open -> List.of(new Decision.Finished(latest.done(now), "POSTED", List.of(), why()));
                case Duty.Lapsed lapsed -> corrected(latest, Duty.Reason.CORRECTED);
                case Duty.Done done -> List.of();
                case Duty.Cancelled cancelled -> List.of();
            };
        }

        private List<Decision.OfDuty> corrected(Duty lapsed, Duty.Reason reason) {
            return lapsed.unfounded() ? List.of() : List.of(new Decision.Corrected(lapsed.foundWrong(), reason, why()));
        }

        /** The calendar may say otherwise of the date. */
        public List<Decision.OfDuty> underCalendar() {
            return duty.map(latest -> calendar.isSchoolDay(date) ? owedAgain(latest) : notOwed(latest))
                    .orElse(List.of());
        }

        private List<Decision.OfDuty> notOwed(Duty latest) {
            return switch (latest.state()) {
                case Duty.Open open ->
                    List.of(new Decision.Cancelled(
                            latest.cancelled(now, Duty.Reason.CALENDAR, false), Duty.Reason.CALENDAR, false, why()));
                case Duty.Lapsed lapsed -> corrected(latest, Duty.Reason.CALENDAR);
                case Duty.Done done -> List.of();
                case Duty.Cancelled cancelled -> List.of();
            };
        }

        private List<Decision.OfDuty> owedAgain(Duty latest) {
            boolean isTakenBack =
                    switch (latest.state()) {
                        case Duty.Lapsed lapsed -> latest.unfounded();
                        case Duty.Cancelled cancelled -> cancelled.reason() == Duty.Reason.CALENDAR;
                        case Duty.Open open -> false;
                        case Duty.Done done -> false;
                    };
            if (!isTakenBack || missing(calendar.dayCompleteAt()).isEmpty()) {
                return List.of();
            }
            Instant due = deadline();
            Duty again = owed(latest.revision() + 1, due);
            return now.isBefore(due)
                    ? List.of(opened(again))
                    : List.of(
                            new Decision.Opened(again, List.of(), why(), Fact.Entry.UNKNOWN),
                            new Decision.Lapsed(again.lapsed(now, true), true, due, List.of(), why()));
        }

        /** The suite has just woken: an open duty is due later than it was. */
        public List<Decision.OfDuty> ifSlept() {
            Instant due = dueAt(policy, calendar, outages, date);
            return duty.filter(open -> open.isOpen() && open.dueAt().isBefore(due) && now.isBefore(due))
                    .map(open -> List.<Decision.OfDuty>of(new Decision.Moved(open.dueAt(due, true), "SLEPT", why())))
                    .orElse(List.of());
        }

        /** Every post accepted by the end of the day has been seen, or was waited for long enough. */
        public List<Decision.OfDuty> atClose() {
            if (!isKnown()) {
                return List.of();
            }
            if (!calendar.isSchoolDay(date)) {
                return duty.filter(Duty::isOpen).map(this::notOwed).orElse(List.of());
            }
            List<Decision.OfDuty> postedOrSlept = Stream.of(ifPosted(), ifSlept())
                    .flatMap(List::stream)
                    .limit(1)
                    .toList();
            return postedOrSlept.isEmpty()
                    ? duty.filter(open -> open.isOpen() && !open.dueAt().isAfter(now))
                            .map(open -> List.of(lapsed(open)))
                            .orElse(List.of())
                    : postedOrSlept;
        }

        private Decision.OfDuty lapsed(Duty open) {
            boolean unseen = outages.stream().anyMatch(outage -> outage.covers(open.dueAt()))
                    && !calendar.dateOf(now).equals(date);
            List<Tell> tells = unseen ? List.of() : tells(rule().lapseTells(), Tell.LAPSED, true);
            return new Decision.Lapsed(open.lapsed(now, unseen), unseen, open.dueAt(), tells, why());
        }

        private Rule rule() {
            return policy.rule(RULE);
        }

        /** Before the directory has said which sessions the school has, as when all is read anew, nothing can be judged. */
        private boolean isKnown() {
            return !sessions.isEmpty();
        }

        /** Sessions begun by {@code time} of which nothing was accepted in time. */
        private List<String> missing(LocalTime time) {
            return sessions.stream()
                    .filter(session -> session.starts().isBefore(time) && !isInTime(session.order()))
                    .map(Session::code)
                    .toList();
        }

        private boolean isInTime(int session) {
            return Optional.ofNullable(posted.get(session))
                    .filter(accepted -> !accepted.isAfter(deadline()))
                    .isPresent();
        }

        /** That of the duty: an outage that gave it more time may be long past. */
        private Instant deadline() {
            Instant due = dueAt(policy, calendar, outages, date);
            return duty.map(Duty::dueAt).filter(due::isBefore).orElse(due);
        }

        /** @param list all classes of the school in one list */
        private List<Tell> tells(List<Told> audiences, String occasion, boolean list) {
            Dues dues = new Dues(calendar, policy);
            return audiences.stream()
                    .map(told -> {
                        Instant at = now.plus(told.delay());
                        Tell.Window window = list
                                ? new Tell.Window(
                                        dues.windowStart(at), dues.window().toMinutes())
                                : null;
                        return new Tell(scopes.post(told.post()), occasion, at, list, window);
                    })
                    .toList();
        }

        private Why why() {
            List<String> missing = missing(calendar.dayCompleteAt());
            return new Why(
                    RULE,
                    policy.key(),
                    rule().clause(),
                    facts(missing),
                    List.of(),
                    date + "考勤未按时标注：" + String.join("、", missing) + "；依据" + rule().clause(),
                    "Attendance of " + date + " not posted in time: " + String.join(", ", missing) + "; by "
                            + rule().clause());
        }

        private List<String> facts(List<String> missing) {
            Map<Boolean, List<Integer>> byTime =
                    posted.keySet().stream().sorted().collect(Collectors.partitioningBy(this::isInTime));
            List<Integer> late = byTime.getOrDefault(false, List.of());
            return Stream.of(
                            Stream.of("POSTED " + byTime.getOrDefault(true, List.of()), "MISSING " + missing),
                            late.isEmpty() ? Stream.<String>empty() : Stream.of("POSTED LATE " + late))
                    .flatMap(facts -> facts)
                    .toList();
        }
    }
}
