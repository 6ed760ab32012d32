package org.baoxue.escalation.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * <p>Chosen where the rules leave it open: what the suite slept through is due an hour after waking on the same day, and of
 * earlier days nothing new is opened.
 */
public final class ClassDayRules {
    static final String RULE = "submit-attendance";

    private ClassDayRules() {}

    public record Session(int order, String code, LocalTime starts) {}

    /** What to look at now, and when next. */
    public record Turn(
            Optional<LocalDate> openDate, Optional<LocalDate> lapseDate, LocalDate nextDate, Instant nextAt) {}

    /** A class's duty as it is after a decision, with whoever is to be told. */
    public record Changed(Duty duty, String classId, List<Tell> tells) {}

    /** @param date that was to be looked at */
    public static Turn turn(Policy policy, SchoolCalendar calendar, LocalDate date, LocalDate today, Instant now) {
        LocalDate at = date.isAfter(today) ? today : date;
        Instant opens = calendar.completeAt(at).minus(policy.duration(RULE + ".remind"));
        Instant lapses = calendar.completeAt(at).plus(policy.duration("day.watermark-wait"));
        Optional<LocalDate> none = Optional.empty();
        if (now.isBefore(opens)) {
            return new Turn(none, none, at, opens);
        }
        if (now.isBefore(lapses)) {
            return new Turn(Optional.of(at), none, at, lapses);
        }
        LocalDate next = at.isBefore(today) ? today : today.plusDays(1);
        Instant nextOpens = calendar.completeAt(next).minus(policy.duration(RULE + ".remind"));
        boolean slept = now.isAfter(lapses.plus(policy.duration("suite.sleep-tolerance")));
        if (slept && at.equals(today)) {
            return new Turn(none, Optional.of(at), at, now.plus(policy.duration("hours.late-due")));
        }
        return new Turn(none, Optional.of(at), next, nextOpens);
    }

    public static Changed changed(Decision decision) {
        return switch (decision) {
            case Decision.Opened opened -> changed(opened.duty(), opened.tells());
            case Decision.Finished finished -> changed(finished.duty(), finished.tells());
            case Decision.Lapsed lapsed -> changed(lapsed.duty(), lapsed.tells());
            case Decision.Moved moved -> changed(moved.duty(), List.of());
            case Decision.Cancelled cancelled -> changed(cancelled.duty(), List.of());
            case Decision.Corrected corrected -> changed(corrected.duty(), List.of());
            case Decision.Fired fired -> throw notOfAClassDay(decision);
            case Decision.Withdrawn withdrawn -> throw notOfAClassDay(decision);
            case Decision.Settled settled -> throw notOfAClassDay(decision);
            case Decision.Told told -> throw notOfAClassDay(decision);
        };
    }

    private static Changed changed(Duty duty, List<Tell> tells) {
        String subject = duty.subject().id();
        return new Changed(duty, subject.substring(0, subject.lastIndexOf('/')), tells);
    }

    private static IllegalStateException notOfAClassDay(Decision decision) {
        return new IllegalStateException("not of a class's day: " + decision);
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
            Instant now) {

        public List<Decision> toOpen() {
            Instant due = calendar.completeAt(date);
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
                    scopes.post(Post.CLASS_TEACHER),
                    now,
                    due,
                    due,
                    false,
                    false,
                    new Duty.Open());
            LocalTime reminder = calendar.dayCompleteAt().minus(policy.duration(RULE + ".remind"));
            List<Told> reminded = missing(reminder).isEmpty() ? List.of() : rule().tells();
            return List.of(new Decision.Opened(opened, tells(reminded, Tell.OPENED, false), why(), Fact.Entry.UNKNOWN));
        }

        public List<Decision> ifPosted() {
            return duty.filter(Duty::isOpen)
                    .filter(open -> missing(calendar.dayCompleteAt()).isEmpty())
                    .map(open -> List.<Decision>of(new Decision.Finished(open.done(now), "POSTED", List.of(), why())))
                    .orElse(List.of());
        }

        /** Every post accepted by the end of the day has been seen. */
        public List<Decision> atClose() {
            if (!calendar.isSchoolDay(date)) {
                return duty.filter(Duty::isOpen)
                        .map(open -> List.<Decision>of(new Decision.Cancelled(
                                open.cancelled(now, Duty.Reason.CALENDAR, false), Duty.Reason.CALENDAR, false, why())))
                        .orElse(List.of());
            }
            List<Decision> posted = ifPosted();
            return !posted.isEmpty()
                            || duty.filter(open ->
                                            open.isOpen() && !open.dueAt().isAfter(now))
                                    .isEmpty()
                    ? posted
                    : List.of(new Decision.Lapsed(
                            duty.orElseThrow().lapsed(now, false),
                            false,
                            tells(rule().lapseTells(), Tell.LAPSED, true),
                            why()));
        }

        /** The same without knowing; but what the suite slept through is due an hour after waking, or was never seen. */
        public List<Decision> whenDue() {
            Instant waited = calendar.completeAt(date).plus(policy.duration("day.watermark-wait"));
            boolean slept = now.isAfter(waited.plus(policy.duration("suite.sleep-tolerance")));
            if (duty.filter(Duty::isOpen).isEmpty()
                    || !slept
                    || duty.orElseThrow().late()
                    || !ifPosted().isEmpty()) {
                return atClose();
            }
            Duty open = duty.orElseThrow();
            if (calendar.dateOf(now).equals(date)) {
                Instant later = now.plus(policy.duration("hours.late-due"));
                return List.of(new Decision.Moved(open.dueAt(later, true), "SLEPT", why()));
            }
            return List.of(new Decision.Lapsed(open.lapsed(now, true), true, List.of(), why()));
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
