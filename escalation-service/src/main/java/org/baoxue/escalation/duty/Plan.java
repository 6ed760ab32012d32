package org.baoxue.escalation.duty;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Decision.Cancelled;
import org.baoxue.escalation.duty.Decision.Opened;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.duty.Duty.Subject;
import org.baoxue.escalation.policy.Counting;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.policy.Told;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.spell.CountedDays;
import org.baoxue.escalation.spell.Fact.Entry;
import org.baoxue.escalation.spell.Spell;
import org.jspecify.annotations.Nullable;

/** What is decided so far about one spell: its duties and firings as they will be, and the decisions that made them so. */
final class Plan {
    final Circumstances given;
    final Dues dues;
    final Reasons reasons;
    private final List<Duty> duties;
    private final Set<String> taken;
    private final List<Firing> firings;
    private final List<Decision> decisions = new ArrayList<>();
    private final Map<Counting, CountedDays> counted = new HashMap<>();

    Plan(Circumstances given) {
        this.given = given;
        this.dues = new Dues(given.calendar(), given.policy());
        this.reasons = new Reasons(given);
        this.duties = new ArrayList<>(given.duties().stream()
                .filter(duty -> DutyRules.isOf(given.spell(), duty))
                .toList());
        this.taken = given.duties().stream().map(Duty::id).collect(Collectors.toSet());
        this.firings = new ArrayList<>(given.firings());
    }

    /** The spell as it is now: an ending that is known ahead has not come yet. */
    Spell spell() {
        return given.spell().asOf(today());
    }

    Instant now() {
        return given.now();
    }

    LocalDate today() {
        return given.calendar().dateOf(given.now());
    }

    Stream<CountedDay> countedDays(Rule rule) {
        return counted
                .computeIfAbsent(
                        rule.counting(),
                        counting -> new CountedDays(given.spell(), given.spells(), given.calendar(), counting))
                .stream();
    }

    /** The counted days that made the rule fire, of whichever absences they are. */
    List<CountedDay> countedUpTo(Rule rule, LocalDate last) {
        return CountedDay.upTo(last, given.spell(), given.spells(), given.calendar(), rule.counting());
    }

    List<Decision> decisions() {
        return decisions;
    }

    List<Duty> duties() {
        return List.copyOf(duties);
    }

    List<Firing> firings() {
        return List.copyOf(firings);
    }

    Optional<Duty> latestDuty(String rule, LocalDate date) {
        return duties.stream()
                .filter(duty -> duty.rule().equals(rule) && duty.date().equals(date))
                .max(Comparator.comparingInt(Duty::revision));
    }

    /** Under which revision something of {@code date} is owed now: a name that went with a duty to another spell is taken. */
    int nextRevision(String rule, LocalDate date) {
        Subject subject = new Subject(Subject.Kind.SPELL, spell().id());
        int next = 1 + latestDuty(rule, date).map(Duty::revision).orElse(0);
        return IntStream.iterate(next, revision -> revision + 1)
                .filter(revision -> !taken.contains(Duty.idOf(rule, subject, date, 0, revision)))
                .findFirst()
                .orElseThrow();
    }

    Optional<Firing> latestFiring(String rule) {
        return firings.stream()
                .filter(firing -> firing.rule().equals(rule))
                .max(Comparator.comparingInt(Firing::revision));
    }

    /** A new duty of {@code rule}; {@code dueAt} may be later than the rule's own due time. */
    Duty open(
            Rule rule,
            LocalDate date,
            @Nullable Firing firing,
            int revision,
            Instant base,
            Instant dueAt,
            boolean late) {
        Subject subject = new Subject(Subject.Kind.SPELL, spell().id());
        int day = firing == null ? 0 : firing.day();
        Post owner = given.scopes().post(Optional.ofNullable(rule.owner()).orElseThrow());
        return new Duty(
                Duty.idOf(rule.id(), subject, date, day, revision),
                rule.id(),
                subject,
                date,
                day,
                revision,
                firing == null ? null : firing.id(),
                owner,
                now(),
                base,
                dueAt,
                late,
                false,
                new Duty.Open());
    }

    void opened(Duty duty, List<Tell> tells) {
        opened(duty, tells, Entry.UNKNOWN);
    }

    void opened(Duty duty, List<Tell> tells, Entry entry) {
        duties.add(duty);
        decisions.add(new Opened(duty, tells, reasons.of(duty.rule(), duty.date()), entry));
    }

    void moved(Duty duty, String reason) {
        put(duty);
        decisions.add(new Decision.Moved(duty, reason, reasons.of(duty.rule(), duty.date())));
    }

    void finished(Duty duty, String evidence) {
        Duty done = duty.done(now());
        put(done);
        decisions.add(new Decision.Finished(done, evidence, List.of(), reasons.of(duty.rule(), duty.date())));
    }

    /** Its time runs out when it is due; what other services record may be under way then for a little while. */
    Instant lapsesAt(Duty duty) {
        return EvidenceRules.isEndedElsewhere(duty) ? duty.dueAt().plus(given.travel()) : duty.dueAt();
    }

    /** However long word of an ending was waited for, what it did not come for lapsed when it was due. */
    void lapsed(Duty duty, boolean unseen) {
        boolean waited = !unseen && EvidenceRules.isEndedElsewhere(duty);
        Duty lapsed = duty.lapsed(waited ? duty.dueAt() : now(), unseen);
        put(lapsed);
        Instant foreseen = waited ? duty.dueAt().plus(given.travel()) : duty.dueAt();
        List<Tell> tells = unseen ? List.of() : tells(rule(duty).lapseTells(), Tell.LAPSED);
        decisions.add(new Decision.Lapsed(lapsed, unseen, foreseen, tells, reasons.of(duty.rule(), duty.date())));
    }

    /** Ends an open duty, and lets those who were told of any duty hear that it was wrong, once. */
    void takeBack(Duty duty, Reason reason, boolean toldWrongly) {
        if (duty.isOpen()) {
            Duty cancelled = duty.cancelled(now(), reason, toldWrongly);
            put(cancelled);
            decisions.add(new Cancelled(cancelled, reason, toldWrongly, reasons.of(duty.rule(), duty.date())));
        } else if (toldWrongly && !duty.unfounded() && !isUnseen(duty)) {
            Duty wrong = duty.foundWrong();
            put(wrong);
            decisions.add(new Decision.Corrected(wrong, reason, reasons.of(duty.rule(), duty.date())));
        }
    }

    void fired(Firing firing, List<CountedDay> days) {
        firings.add(firing);
        decisions.add(new Decision.Fired(spell().id(), firing, days, reasons.of(firing.rule(), days)));
    }

    void withdrawn(Firing firing, Reason reason) {
        put(firing.taken());
        decisions.add(new Decision.Withdrawn(firing.taken(), reason, reasons.of(firing.rule(), spell().openedOn())));
    }

    void settled(Firing firing) {
        put(firing);
        decisions.add(new Decision.Settled(firing, reasons.of(firing.rule(), spell().openedOn())));
    }

    void told(Firing firing, String what, List<Told> audiences, List<CountedDay> days) {
        if (!audiences.isEmpty()) {
            String name = "telling/" + firing.id() + "/" + what;
            String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                    .toString();
            List<Tell> tells = tells(audiences, Tell.FIRED);
            decisions.add(new Decision.Told(id, spell().id(), firing, tells, reasons.of(firing.rule(), days)));
        }
    }

    List<Tell> tells(List<Told> audiences, String occasion) {
        return audiences.stream()
                .map(told -> new Tell(given.scopes().post(told.post()), occasion, toldAt(told.delay()), false, null))
                .toList();
    }

    /** At once, or so long after now; what the suite has slept through is gathered. */
    Instant toldAt(Duration delay) {
        return Outage.toldAt(given.outages(), now(), delay, dues::nextWindow);
    }

    Rule rule(Duty duty) {
        return given.policy().rule(duty.rule());
    }

    private static boolean isUnseen(Duty duty) {
        return duty.state() instanceof Duty.Lapsed lapsed && lapsed.unseen();
    }

    private void put(Duty duty) {
        duties.replaceAll(other -> other.id().equals(duty.id()) ? duty : other);
    }

    private void put(Firing firing) {
        firings.replaceAll(other -> other.id().equals(firing.id()) ? firing : other);
    }
}
