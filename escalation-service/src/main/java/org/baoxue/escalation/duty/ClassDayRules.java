package org.baoxue.escalation.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Duty.Subject;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.policy.Told;
import org.baoxue.escalation.spell.Fact;

/**
 * What each class owes on each school day: every session begun by the end of the day is posted by then. The duty opens an
 * hour before for classes that are not complete; only those with a session missing by then are reminded. It lapses once
 * every post of the day has been seen, or half an hour later without knowing.
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

    /** One class on one date. */
    public record Day(
            String subject,
            Scopes scopes,
            SchoolCalendar calendar,
            Policy policy,
            LocalDate date,
            List<Session> sessions,
            Set<Integer> posted,
            Optional<Duty> duty,
            List<Outage> outages,
            Instant now) {

        public List<Decision.OfDuty> toOpen() {
            Instant due = dueAt(policy, calendar, outages, date);
            if (!calendar.isSchoolDay(date) || missing(calendar.dayCompleteAt()).isEmpty() || !now.isBefore(due)) {
                return List.of();
            }
            Subject of = new Subject(Subject.Kind.CLASS_DAY, subject);
            Duty opened = new Duty(
                    Duty.idOf(RULE, of, date, 0, 1),
                    RULE,
                    of,
                    date,
                    0,
                    1,
                    null,
                    scopes.post(Optional.ofNullable(rule().owner()).orElseThrow()),
                    now,
                    due,
                    due,
                    due.isAfter(calendar.completeAt(date)),
                    false,
                    new Duty.Open());
            LocalTime reminder = calendar.dayCompleteAt().minus(policy.duration(RULE + ".remind"));
            List<Told> reminded = missing(reminder).isEmpty() ? List.of() : rule().tells();
            return List.of(new Decision.Opened(opened, tells(reminded, Tell.OPENED, false), why(), Fact.Entry.UNKNOWN));
        }

        public List<Decision.OfDuty> ifPosted() {
            return duty.filter(Duty::isOpen)
                    .filter(open -> missing(calendar.dayCompleteAt()).isEmpty())
                    .map(open ->
                            List.<Decision.OfDuty>of(new Decision.Finished(open.done(now), "POSTED", List.of(), why())))
                    .orElse(List.of());
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
            if (!calendar.isSchoolDay(date)) {
                return duty.filter(Duty::isOpen)
                        .map(open -> List.<Decision.OfDuty>of(new Decision.Cancelled(
                                open.cancelled(now, Duty.Reason.CALENDAR, false), Duty.Reason.CALENDAR, false, why())))
                        .orElse(List.of());
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

        /** Sessions begun by {@code time} that nobody has posted. */
        private List<String> missing(LocalTime time) {
            return sessions.stream()
                    .filter(session -> session.starts().isBefore(time) && !posted.contains(session.order()))
                    .map(Session::code)
                    .toList();
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
                    List.of("POSTED " + posted.stream().sorted().toList(), "MISSING " + missing),
                    List.of(),
                    date + "考勤未标注：" + String.join("、", missing) + "；依据" + rule().clause(),
                    "Attendance of " + date + " not posted: " + String.join(", ", missing) + "; by " + rule().clause());
        }
    }
}
