package org.baoxue.escalation.term;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Dues;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.duty.Duty.Subject;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.policy.Told;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.term.FirstDays.Judged;
import org.baoxue.escalation.term.FirstDays.Verdict;

/**
 * What is owed for one child at the start of a term (B 三(三)1): on the list of those who have not come by the end of the
 * first day on which their school called anybody, and a week after their first school day in the written report, although no
 * absence was ever marked.
 *
 * <p>Chosen where the texts leave it open: a school that calls nobody on a child's first day says nothing about who came, and is
 * asked again on the next; one that was never called before the week was over, in no earlier term either, begins to use the suite
 * later, and misses nobody; a class that was never called in the week says nothing that leaves the school; who is missing with an
 * absence of its own on the report's day is reported by that absence's rules, not twice; a leave filed after the report's day
 * takes no report back, as a leave filed backwards over an open case does not; who comes after the list was made has been on it
 * rightly; where the first day is corrected to another one, what was told stays told, and is taken back of those only who were
 * there by the other day.
 */
public final class TermStartRules {
    public static final String LIST = "unregistered-list";
    public static final String REPORT = "unregistered-report";

    /** @param nextAt when time alone may change something */
    public record Outcome(Optional<Unregistered> state, List<Decision.OfDuty> decisions, Optional<Instant> nextAt) {}

    private final Pupil pupil;
    private final TermStart start;
    private final Subject subject;
    private final Scopes scopes;
    private final SchoolCalendar calendar;
    private final Policy policy;
    private final List<Duty> duties;
    private final List<Outage> outages;
    private final Instant now;

    /**
     * @param subject its name, which stays whatever becomes of the term's dates
     * @param duties all that were opened so far about this subject, in every revision
     * @param outages when the suite stood still lately
     */
    public TermStartRules(
            Pupil pupil,
            TermStart start,
            Subject subject,
            Scopes scopes,
            SchoolCalendar calendar,
            Policy policy,
            List<Duty> duties,
            List<Outage> outages,
            Instant now) {
        this.pupil = pupil;
        this.start = start;
        this.subject = subject;
        this.scopes = scopes;
        this.calendar = calendar;
        this.policy = policy;
        this.duties = List.copyOf(duties);
        this.outages = List.copyOf(outages);
        this.now = now;
    }

    /** @param term the first date of the term, as it is known when the child is first found missing */
    public static Subject subject(String student, String school, LocalDate term) {
        return new Subject(Subject.Kind.TERM_START, String.join("/", student, school, term.toString()));
    }

    /**
     * Of who was missing in the same term before, and was enrolled again after an end.
     *
     * @param enrolment its revision
     */
    public static Subject subjectAgain(String student, String school, LocalDate term, int enrolment) {
        return new Subject(
                Subject.Kind.TERM_START, String.join("/", student, school, term.toString(), String.valueOf(enrolment)));
    }

    /** When a day's list or report is decided: once the day's last posts have been waited for. */
    public static Instant settledAt(SchoolCalendar calendar, Policy policy, LocalDate day) {
        return calendar.completeAt(day).plus(policy.duration("day.watermark-wait"));
    }

    public Outcome decide() {
        FirstDays days = new FirstDays(pupil, start, calendar, policy, now);
        List<Judged> judged = List.of(days.judge(LIST, start.firstDay()), days.judge(REPORT, start.reportDay()));
        Optional<Unregistered> state = judged.stream().anyMatch(one -> one.isMissing() || wasToldBefore(one))
                ? Optional.of(new Unregistered(start.firstDay(), days.ending()))
                : Optional.empty();
        List<Decision.OfDuty> decisions =
                judged.stream().flatMap(one -> decide(one, state).stream()).toList();
        return new Outcome(state, decisions, nextAt(judged, decisions));
    }

    /** A transfer waits, or the day is another one now, of which nothing is known yet, or nothing any more. */
    private boolean wasToldBefore(Judged judged) {
        boolean open =
                switch (judged.verdict()) {
                    case TO_COME, NOT_BEGUN, UNASKED, PAUSED -> true;
                    case MISSING, THERE, ON_LEAVE, GONE, CARRIED -> false;
                };
        return open && latest(judged.rule()).isPresent();
    }

    /** The last one that was not found wrong. */
    private Optional<Duty> latest(String rule) {
        return duties.stream()
                .filter(duty -> duty.rule().equals(rule))
                .max(Comparator.comparingInt(Duty::revision))
                .filter(duty -> !duty.unfounded());
    }

    private List<Decision.OfDuty> decide(Judged judged, Optional<Unregistered> state) {
        Optional<Duty> last = latest(judged.rule());
        List<Decision.OfDuty> decisions = new ArrayList<>();
        Optional<Duty> stands = last.filter(duty -> supports(judged));
        last.filter(duty -> stands.isEmpty()).ifPresent(wrong -> decisions.add(takenBack(wrong, judged)));
        if (stands.isPresent()) {
            decisions.addAll(follow(judged, stands.get(), state));
        } else if (judged.isMissing()
                && state.filter(it -> it.ending().isEmpty()).isPresent()) {
            decisions.add(opened(judged));
        }
        return decisions;
    }

    /**
     * What is paused, or carried on by an absence, was not wrong when it was opened; nor was what another first day has not
     * shown to be wrong yet, nor what was asked of a class when it was opened.
     */
    private static boolean supports(Judged judged) {
        return switch (judged.verdict()) {
            case MISSING, CARRIED, PAUSED, TO_COME, NOT_BEGUN, UNASKED -> true;
            case THERE, ON_LEAVE, GONE -> false;
        };
    }

    private Decision.OfDuty takenBack(Duty wrong, Judged judged) {
        Reason reason = isOfTheDay(wrong, judged) ? reasonOf(judged) : Reason.CALENDAR;
        return wrong.isOpen()
                ? new Decision.Cancelled(wrong.cancelled(now, reason, true), reason, true, why(judged))
                : new Decision.Corrected(wrong.foundWrong(), reason, why(judged));
    }

    /** A list that was made later than it is judged by now is of a day that a roll call has spoken of since. */
    private boolean isOfTheDay(Duty wrong, Judged judged) {
        return wrong.date().equals(judged.day())
                || (judged.rule().equals(LIST) && !wrong.date().isBefore(start.firstDay()));
    }

    private static Reason reasonOf(Judged judged) {
        return switch (judged.verdict()) {
            case THERE, CARRIED -> Reason.CORRECTED;
            case ON_LEAVE -> Reason.EXCUSED;
            case GONE -> Reason.LEFT;
            case MISSING, TO_COME, NOT_BEGUN, UNASKED, PAUSED -> Reason.CALENDAR;
        };
    }

    private List<Decision.OfDuty> follow(Judged judged, Duty duty, Optional<Unregistered> state) {
        Optional<Reason> over = over(judged, state);
        if (duty.isOpen() && over.isPresent()) {
            Reason reason = over.get();
            return List.of(new Decision.Cancelled(duty.cancelled(now, reason, false), reason, false, why(judged)));
        }
        Optional<Instant> otherDue = duty.isOpen() ? otherDue(judged, duty) : Optional.empty();
        if (otherDue.isPresent()) {
            return List.of(new Decision.Moved(duty.dueAt(otherDue.get(), duty.late()), "CALENDAR", why(judged)));
        }
        if (duty.isOpen() && !now.isBefore(lapsesAt(duty))) {
            return List.of(settled(judged, duty));
        }
        boolean again = judged.isMissing() && over.isEmpty() && wasOver(duty);
        return again ? List.of(opened(judged)) : List.of();
    }

    /** Its time has run out; what the suite slept through is due after it woke. */
    private Decision.OfDuty settled(Judged judged, Duty duty) {
        Optional<Instant> afterWaking = Outage.dueAfterWaking(outages, duty.dueAt(), policy, now);
        if (afterWaking.isPresent()) {
            return new Decision.Moved(duty.dueAt(afterWaking.get(), true), "SLEPT", why(judged));
        }
        List<Tell> tells = tells(rule(judged).lapseTells(), Tell.LAPSED);
        return new Decision.Lapsed(duty.lapsed(duty.dueAt(), false), false, lapsesAt(duty), tells, why(judged));
    }

    /** A report that is owed stays owed when the child comes: as of visits and reports everywhere, a person releases it. */
    private Optional<Reason> over(Judged judged, Optional<Unregistered> state) {
        if (judged.verdict() == Verdict.CARRIED) {
            return Optional.of(Reason.CORRECTED);
        }
        return state.flatMap(Unregistered::ending).flatMap(ending -> switch (ending.how()) {
            case RETURNED -> judged.rule().equals(REPORT) ? Optional.empty() : Optional.of(Reason.RETURNED);
            case EXCUSED -> Optional.of(Reason.EXCUSED);
            case LEFT -> Optional.of(Reason.LEFT);
            case WITHDRAWN -> Optional.of(Reason.WITHDRAWN);
        });
    }

    /** Where the school days are others than when it was opened; what has come stays. */
    private Optional<Instant> otherDue(Judged judged, Duty duty) {
        Instant due = new Dues(calendar, policy).of(rule(judged).dueTime(), duty.base(), duty.date());
        return Optional.of(due)
                .filter(other -> !other.equals(duty.dueAt()) && now.isBefore(other) && now.isBefore(duty.dueAt()));
    }

    private static boolean wasOver(Duty duty) {
        return duty.state() instanceof Duty.Cancelled cancelled && cancelled.reason() != Reason.RELEASED;
    }

    private Instant lapsesAt(Duty duty) {
        Duration travel = policy.duration("hours.lapse-wait");
        return duty.dueAt().plus(travel);
    }

    private Decision.OfDuty opened(Judged judged) {
        int revision = 1
                + (int) duties.stream()
                        .filter(duty -> duty.rule().equals(judged.rule()))
                        .count();
        Rule rule = rule(judged);
        String owner = Optional.ofNullable(rule.owner()).orElseThrow();
        Duty duty = new Duty(
                Duty.idOf(rule.id(), subject, judged.day(), 0, revision),
                rule.id(),
                subject,
                judged.day(),
                0,
                revision,
                null,
                scopes.post(owner),
                now,
                now,
                new Dues(calendar, policy).of(rule.dueTime(), now, judged.day()),
                calendar.dateOf(now).isAfter(judged.day()),
                false,
                new Duty.Open());
        return new Decision.Opened(duty, tells(rule.tells(), Tell.OPENED), why(judged), Fact.Entry.UNKNOWN);
    }

    private List<Tell> tells(List<Told> audiences, String occasion) {
        Dues dues = new Dues(calendar, policy);
        return audiences.stream()
                .map(told -> {
                    Instant at = now.plus(told.delay());
                    Tell.Window window = told.byList()
                            ? new Tell.Window(
                                    dues.windowStart(at), dues.window().toMinutes())
                            : null;
                    return new Tell(scopes.post(told.post()), occasion, at, told.byList(), window);
                })
                .toList();
    }

    private Optional<Instant> nextAt(List<Judged> judged, List<Decision.OfDuty> decisions) {
        Stream<Instant> days = judged.stream()
                .map(one -> settledAt(calendar, policy, one.day()))
                .filter(now::isBefore);
        Stream<Instant> open = Stream.concat(
                        duties.stream().filter(Duty::isOpen), decisions.stream().flatMap(TermStartRules::owed))
                .map(this::lapsesAt)
                .filter(now::isBefore);
        return Stream.concat(days, open).min(Comparator.naturalOrder());
    }

    private static Stream<Duty> owed(Decision.OfDuty decision) {
        return switch (decision) {
            case Decision.Opened opened -> Stream.of(opened.duty());
            case Decision.Moved moved -> Stream.of(moved.duty());
            default -> Stream.empty();
        };
    }

    private Rule rule(Judged judged) {
        return policy.rule(judged.rule());
    }

    private Why why(Judged judged) {
        Rule rule = rule(judged);
        return new Why(
                rule.id(),
                policy.key(),
                rule.clause(),
                facts(judged),
                List.of(),
                "学期自" + start.term().from() + "起，应于" + start.firstDay() + "到校，截至" + judged.day() + "未见到校注册；规则“"
                        + rule.id() + "”，依据" + rule.clause(),
                "Term from " + start.term().from() + ", first day " + start.firstDay() + ", not seen by " + judged.day()
                        + "; rule " + rule.id() + " by " + rule.clause());
    }

    private List<String> facts(Judged judged) {
        List<String> facts = new ArrayList<>();
        facts.add("ENROLLED FROM " + pupil.enrolledOn());
        facts.add(pupil.seenOn()
                .map(on -> "FIRST SEEN " + on)
                .orElse("NOT SEEN SINCE " + start.term().from()));
        facts.add("CLASS CALLED ON " + pupil.classCalled().size() + " DATES");
        facts.add(
                pupil.absences().isEmpty()
                        ? "NO ABSENCE MARKED"
                        : "ABSENCES MARKED " + pupil.absences().size());
        facts.add("JUDGED " + judged.verdict() + " OF " + judged.day());
        return List.copyOf(facts);
    }
}
