package org.baoxue.escalation.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.CountedDay;
import org.baoxue.escalation.term.Unregistered;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** What the service says of what it decided, in the words of {@code contracts/events}. */
public final class EscalationEvents {
    static final String TOPIC = "baoxue.escalation.v1";

    private EscalationEvents() {}

    /** The codes that every event carries. */
    static Event about(WatchedChild child) {
        Event event = new Event()
                .with("school", child.school())
                .with("place", child.place())
                .with("homePlace", child.homePlace())
                .with("class", child.classId().isEmpty() ? null : child.classId());
        return child.student().isEmpty() ? event : event.with("student", child.student());
    }

    public static Optional<OutgoingEvent> of(
            WatchedChild child, Decision decision, List<Tell> tells, boolean unverified, Instant now) {
        return switch (decision) {
            case Decision.Opened opened -> Optional.of(opened(child, opened, tells, unverified, now));
            case Decision.Moved moved ->
                Optional.of(duty(child, moved.duty())
                        .with("owner", moved.duty().owner())
                        .with("dueAt", moved.duty().dueAt())
                        .with("late", moved.duty().late())
                        .with("reason", moved.reason())
                        .with("at", now)
                        .with("why", why(moved.why()))
                        .of("duty-moved", keyOf(child, moved.duty()), now));
            case Decision.Finished finished ->
                Optional.of(duty(child, finished.duty())
                        .with("at", now)
                        .with("evidence", Map.of("kind", finished.evidence(), "outcome", finished.evidence()))
                        .with("tell", tells)
                        .with("why", why(finished.why()))
                        .of("duty-done", keyOf(child, finished.duty()), now));
            case Decision.Lapsed lapsed ->
                Optional.of(duty(child, lapsed.duty())
                        .with("owner", lapsed.duty().owner())
                        .with("at", lapsed.duty().endedAt(now))
                        .with("unseen", lapsed.unseen())
                        .with("tell", tells)
                        .with("why", why(lapsed.why()))
                        .of("duty-lapsed", keyOf(child, lapsed.duty()), now));
            case Decision.Cancelled cancelled ->
                Optional.of(takenBack(
                                child,
                                cancelled.duty(),
                                cancelled.reason(),
                                cancelled.toldWrongly(),
                                cancelled.why(),
                                now)
                        .of("duty-cancelled", keyOf(child, cancelled.duty()), now));
            case Decision.Corrected corrected ->
                Optional.of(takenBack(child, corrected.duty(), corrected.reason(), true, corrected.why(), now)
                        .of("duty-corrected", keyOf(child, corrected.duty()), now));
            case Decision.Fired fired -> Optional.of(fired(child, fired, now));
            case Decision.Withdrawn withdrawn ->
                Optional.of(about(child)
                        .with("firing", withdrawn.firing().id())
                        .with("rule", withdrawn.firing().rule())
                        .with("revision", withdrawn.firing().revision())
                        .with("reason", withdrawn.reason())
                        .with("at", now)
                        .with("why", why(withdrawn.why()))
                        .of("rule-withdrawn", child.student(), now));
            case Decision.Settled settled ->
                Optional.of(about(child)
                        .with("firing", settled.firing().id())
                        .with("rule", settled.firing().rule())
                        .with("revision", settled.firing().revision())
                        .with("outside", settled.firing().outside())
                        .with("at", now)
                        .with("why", why(settled.why()))
                        .of("rule-settled", child.student(), now));
            case Decision.Told told ->
                Optional.of(about(child)
                        .with("telling", told.telling())
                        .with("spell", told.spell())
                        .with("rule", told.firing().rule())
                        .with("firing", told.firing().id())
                        .with("unverified", told.firing().outside() == Firing.Outside.UNVERIFIED ? true : null)
                        .with("at", now)
                        .with("tell", tells)
                        .with("why", why(told.why()))
                        .of("telling", child.student(), now));
        };
    }

    /** A child had not come by its first day of a term, or that has ended; said anew where an ending was taken back. */
    public static OutgoingEvent unregistered(
            WatchedChild child,
            String subject,
            Term term,
            int enrolment,
            Unregistered state,
            Policy.Key policy,
            Instant now) {
        Event event = about(child)
                .with("subject", new Duty.Subject(Duty.Subject.Kind.TERM_START, subject))
                .with("term", term.from())
                .with("termTo", term.to())
                .with("enrolment", enrolment == 0 ? null : enrolment)
                .with("openedOn", state.since())
                .with("policy", policy)
                .with("at", now);
        state.ending().ifPresent(ending -> event.with("ending", ending.how()).with("endedOn", ending.on()));
        String name = state.ending().isPresent() ? "unregistered-ended" : "unregistered-listed";
        return event.of(name, child.student(), now);
    }

    /** Who is on a list of a school's week, as it stands now. */
    public static OutgoingEvent weekListed(
            WatchedChild school, Duty duty, List<Map<String, Object>> students, Instant now) {
        return duty(school, duty).with("students", students).with("at", now).of("week-listed", school.school(), now);
    }

    /** Somebody is told of one child on a list of a week; {@code firing} is what a correction names. */
    public static OutgoingEvent listedInWeek(
            WatchedChild child, String firing, Duty list, Why why, List<Tell> tells, Instant now) {
        return about(child)
                .with("telling", firing)
                .with("list", list.id())
                .with("rule", why.rule())
                .with("firing", firing)
                .with("at", now)
                .with("tell", tells)
                .with("why", why(why))
                .of("telling", child.student(), now);
    }

    /** The child does not belong on that list. */
    public static OutgoingEvent takenOffList(WatchedChild child, String firing, Duty duty, Why why, Instant now) {
        return about(child)
                .with("firing", firing)
                .with("rule", duty.rule())
                .with("revision", duty.revision())
                .with("reason", Duty.Reason.CORRECTED)
                .with("at", now)
                .with("why", why(why))
                .of("rule-withdrawn", child.student(), now);
    }

    /** A person recorded something about a duty. */
    static OutgoingEvent evidence(
            DutyStore.Owed owed, String name, Map<String, Object> evidence, List<Tell> tells, Instant now) {
        Event event = duty(owed.codes(), owed.duty()).with("at", now);
        if (name.equals("duty-done")) {
            event.with("evidence", evidence).with("by", evidence.get("by")).with("tell", tells);
        } else {
            evidence.forEach(event::with);
        }
        return event.of(name, keyOf(owed.codes(), owed.duty()), now);
    }

    /** The suite stood still, and is awake again. */
    static OutgoingEvent outage(Outage outage, long duties) {
        return new Event()
                .with("from", outage.from())
                .with("to", outage.to())
                .with("duties", duties)
                .with("at", outage.to())
                .of("outage-noted", "suite", outage.to());
    }

    /**
     * A policy is in force for a place from a date on: what it does not say is inherited.
     *
     * @param by the person who set it; null of what ships
     */
    static OutgoingEvent policySet(Policy policy, @Nullable String by, Instant now) {
        return new Event()
                .with("place", policy.key().place())
                .with("from", policy.key().from())
                .with("version", policy.key().version())
                .with("values", new TreeMap<>(policy.values()))
                .with("by", by)
                .with("at", now)
                .of("policy-set", "policy/" + policy.key().place(), now);
    }

    /** After failed attempts it is somebody else's, who hears of it. */
    static OutgoingEvent attemptsFailed(
            DutyStore.Owed before, DutyStore.Owed after, Map<String, Object> evidence, Instant now) {
        return handedOver(before, after, now)
                .with("reason", "ATTEMPTS_FAILED")
                .with("evidence", evidence)
                .of("duty-moved", keyOf(after.codes(), after.duty()), now);
    }

    /** A person gave it to another post, which hears of it; why is nobody's to read here. */
    static OutgoingEvent reassigned(DutyStore.Owed before, DutyStore.Owed after, String by, Instant now) {
        return handedOver(before, after, now)
                .with("reason", "REASSIGNED")
                .with("by", by)
                .of("duty-moved", keyOf(after.codes(), after.duty()), now);
    }

    private static Event handedOver(DutyStore.Owed before, DutyStore.Owed after, Instant now) {
        Tell tell = new Tell(after.duty().owner(), Tell.HANDED_OVER, now, false, null);
        return duty(after.codes(), after.duty())
                .with("owner", after.duty().owner())
                .with("formerOwner", before.duty().owner())
                .with("dueAt", after.duty().dueAt())
                .with("tell", List.of(tell))
                .with("at", now);
    }

    static OutgoingEvent released(DutyStore.Owed owed, Map<String, Object> evidence, Instant now) {
        return duty(owed.codes(), owed.duty())
                .with("at", now)
                .with("reason", Duty.Reason.RELEASED)
                .with("tellCorrection", false)
                .with("evidence", evidence)
                .of("duty-cancelled", keyOf(owed.codes(), owed.duty()), now);
    }

    private static OutgoingEvent opened(
            WatchedChild child, Decision.Opened opened, List<Tell> tells, boolean unverified, Instant now) {
        Duty duty = opened.duty();
        return duty(child, duty)
                .with("day", duty.day() == 0 ? null : duty.day())
                .with("firing", duty.firing())
                .with("owner", duty.owner())
                .with("openedAt", duty.openedAt())
                .with("base", duty.base())
                .with("dueAt", duty.dueAt())
                .with("late", duty.late())
                .with("unverified", unverified ? true : null)
                .with("session", opened.entry().session())
                .with("by", opened.entry().by())
                .with("tell", tells)
                .with("why", why(opened.why()))
                .of("duty-opened", keyOf(child, duty), now);
    }

    private static OutgoingEvent fired(WatchedChild child, Decision.Fired fired, Instant now) {
        Firing firing = fired.firing();
        return about(child)
                .with("firing", firing.id())
                .with("spell", fired.spell())
                .with("rule", firing.rule())
                .with("day", firing.day())
                .with("revision", firing.revision())
                .with("firedAt", firing.firedAt())
                .with("dueAt", firing.dueAt())
                .with("late", firing.late())
                .with("unwatermarked", firing.unwatermarked())
                .with("waiting", firing.outside() == Firing.Outside.WAITING)
                .with("days", days(fired.days()))
                .with("why", why(fired.why()))
                .of("rule-fired", child.student(), now);
    }

    private static Event takenBack(
            WatchedChild child, Duty duty, Duty.Reason reason, boolean toldWrongly, Why why, Instant now) {
        return duty(child, duty)
                .with("at", now)
                .with("reason", reason)
                .with("tellCorrection", toldWrongly)
                .with("why", why(why));
    }

    private static Event duty(WatchedChild child, Duty duty) {
        return about(child)
                .with("duty", duty.id())
                .with("rule", duty.rule())
                .with("subject", duty.subject())
                .with(
                        "spell",
                        duty.subject().kind() == Duty.Subject.Kind.SPELL
                                ? duty.subject().id()
                                : null)
                .with("date", duty.date())
                .with("revision", duty.revision());
    }

    private static String keyOf(WatchedChild child, Duty duty) {
        return switch (duty.subject().kind()) {
            case SPELL, TERM_START, CONCERN -> child.student();
            case CLASS_DAY, SCHOOL_DAY -> child.classId();
            case SCHOOL_WEEK -> child.school();
        };
    }

    static Map<String, Object> why(Why why) {
        return Map.of(
                "rule", why.rule(),
                "policy", why.policy(),
                "clause", why.clause(),
                "facts", why.facts(),
                "days", days(why.days()),
                "text", Map.of("zh", why.zh(), "en", why.en()));
    }

    private static List<Map<String, Object>> days(List<CountedDay> days) {
        return days.stream()
                .map(day -> Map.<String, Object>of("date", day.date(), "kind", day.kind()))
                .toList();
    }
}
