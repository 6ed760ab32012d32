package org.baoxue.escalation.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.duty.Duty.Subject;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.policy.Told;
import org.baoxue.escalation.spell.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What a concern (隐患) makes owed that somebody at the school raised about a child: one contact with its guardian, B 三(一)
 * 职责4 「及时与其父母或其他法定监护人取得联系」. Each concern is a matter of its own: it is owed whether or not the child is missing
 * and wherever it goes, and its end is the contact. Withdrawn as raised by mistake, it is taken back. Of which kind it is stays in
 * the school: what is owed is the same, and nobody outside needs to know.
 *
 * <p>Heard of after its time, it is due as if it had been raised then; what the suite slept through is due an hour after waking.
 */
public final class ConcernRules {
    public static final String RULE = "contact-about-concern";

    /** @param by who raised it: nobody is told of what they said themselves */
    public record Concern(
            String id, Instant raisedAt, @Nullable String by, boolean withdrawn) {
        public Subject subject() {
            return new Subject(Subject.Kind.CONCERN, id);
        }
    }

    /** @param nextAt when time alone may change something */
    public record Outcome(Optional<Decision.OfDuty> decision, Optional<Instant> nextAt) {}

    private final Concern concern;
    private final Scopes scopes;
    private final SchoolCalendar calendar;
    private final Policy policy;
    private final Optional<Duty> known;
    private final List<Outage> outages;
    private final Instant now;

    /**
     * @param policy in force when it was raised
     * @param known what it has made owed already
     * @param outages when the suite stood still lately
     */
    public ConcernRules(
            Concern concern,
            Scopes scopes,
            SchoolCalendar calendar,
            Policy policy,
            Optional<Duty> known,
            List<Outage> outages,
            Instant now) {
        this.concern = concern;
        this.scopes = scopes;
        this.calendar = calendar;
        this.policy = policy;
        this.known = known;
        this.outages = List.copyOf(outages);
        this.now = now;
    }

    public Outcome decide() {
        Optional<Decision.OfDuty> decision = known.map(this::follow).orElseGet(this::begin);
        Optional<Duty> after = decision.map(Decision.OfDuty::duty).or(() -> known);
        return new Outcome(decision, after.filter(Duty::isOpen).map(Duty::dueAt));
    }

    /** A policy from before there was this rule asks for nothing. */
    private Optional<Decision.OfDuty> begin() {
        return policy.rules().stream()
                .filter(rule -> rule.id().equals(RULE) && !concern.withdrawn())
                .findFirst()
                .map(this::opened);
    }

    private Optional<Decision.OfDuty> follow(Duty duty) {
        if (concern.withdrawn()) {
            return takenBack(duty);
        }
        if (!duty.isOpen()) {
            return Optional.empty();
        }
        Optional<Instant> otherDue = otherDue(duty);
        if (otherDue.isPresent()) {
            return Optional.of(new Decision.Moved(duty.dueAt(otherDue.get(), duty.late()), "CALENDAR", why()));
        }
        return now.isBefore(duty.dueAt()) ? Optional.empty() : Optional.of(settled(duty));
    }

    private Optional<Decision.OfDuty> takenBack(Duty duty) {
        if (duty.isOpen()) {
            return Optional.of(
                    new Decision.Cancelled(duty.cancelled(now, Reason.CORRECTED, true), Reason.CORRECTED, true, why()));
        }
        return duty.unfounded()
                ? Optional.empty()
                : Optional.of(new Decision.Corrected(duty.foundWrong(), Reason.CORRECTED, why()));
    }

    /** Where the school days are others than when it was opened; what has come stays, and so does what was late. */
    private Optional<Instant> otherDue(Duty duty) {
        return Optional.of(ownDue())
                .filter(due ->
                        !duty.late() && !due.equals(duty.dueAt()) && now.isBefore(due) && now.isBefore(duty.dueAt()));
    }

    private Decision.OfDuty settled(Duty duty) {
        return Outage.dueAfterWaking(outages, duty.dueAt(), policy, now)
                .<Decision.OfDuty>map(due -> new Decision.Moved(duty.dueAt(due, true), "SLEPT", why()))
                .orElseGet(() -> new Decision.Lapsed(
                        duty.lapsed(now, false), false, duty.dueAt(), tells(rule().lapseTells(), Tell.LAPSED), why()));
    }

    private Decision.OfDuty opened(Rule rule) {
        Instant due = ownDue();
        boolean late = !now.isBefore(due);
        Duty duty = new Duty(
                Duty.idOf(RULE, concern.subject(), date(), 0, 1),
                RULE,
                concern.subject(),
                date(),
                0,
                1,
                null,
                scopes.post(Optional.ofNullable(rule.owner()).orElseThrow()),
                now,
                concern.raisedAt(),
                late ? due(now) : due,
                late,
                false,
                new Duty.Open());
        return new Decision.Opened(duty, tells(rule.tells(), Tell.OPENED), why(), new Fact.Entry(null, concern.by()));
    }

    private Instant ownDue() {
        return due(concern.raisedAt());
    }

    private Instant due(Instant from) {
        return new Dues(calendar, policy).of(rule().dueTime(), from, calendar.dateOf(from));
    }

    private LocalDate date() {
        return calendar.dateOf(concern.raisedAt());
    }

    private Rule rule() {
        return policy.rule(RULE);
    }

    private List<Tell> tells(List<Told> audiences, String occasion) {
        Dues dues = new Dues(calendar, policy);
        return audiences.stream()
                .map(told -> {
                    Instant at = Outage.toldAt(outages, now, told.delay(), dues::nextWindow);
                    return new Tell(scopes.post(told.post()), occasion, at, false, null);
                })
                .toList();
    }

    private Why why() {
        String clause = rule().clause();
        List<String> facts = Stream.concat(
                        Stream.of("CONCERN raised " + concern.raisedAt()),
                        concern.withdrawn() ? Stream.of("WITHDRAWN") : Stream.of())
                .toList();
        return new Why(
                RULE,
                policy.key(),
                clause,
                facts,
                List.of(),
                date() + "学校提出隐患，应及时与家长或监护人取得联系；依据" + clause,
                "A concern was raised on " + date() + ": the guardian is to be contacted; by " + clause);
    }
}
