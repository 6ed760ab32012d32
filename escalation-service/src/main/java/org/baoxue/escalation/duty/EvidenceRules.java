package org.baoxue.escalation.duty;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.baoxue.escalation.duty.Evidence.Kind;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.spell.Fact;

/**
 * What a piece of evidence means for a duty. A text message is no contact; evidence after an ending is kept, and the ending
 * stands.
 */
public final class EvidenceRules {
    public static final String REACHED = "REACHED";

    static final String TEXT_SENT = "TEXT_SENT";

    /** The office has gone through it when it says so. */
    private static final String WATCH_LIST = "watch-list";

    private static final Set<String> CONTACT_OUTCOMES = Set.of(REACHED, "NOT_REACHED", TEXT_SENT);
    private static final Set<String> VERIFICATION_OUTCOMES =
            Arrays.stream(Fact.Outcome.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    /** Which rules each kind speaks to; a note speaks to every one. */
    private static final Map<Kind, Set<String>> SPEAKS_TO = Map.ofEntries(
            Map.entry(Kind.CONTACT_ATTEMPT, Set.of("contact-guardian", ConcernRules.RULE)),
            Map.entry(Kind.LIST_DELIVERED, Set.of("report-absence-list")),
            Map.entry(Kind.LIST_ACKNOWLEDGED, Set.of("report-absence-list", WATCH_LIST)),
            Map.entry(Kind.LIST_SIGNED, Set.of("weekly-list")),
            Map.entry(Kind.VERIFICATION, Set.of("verify-same-day", "verify-presumed", "unregistered-list")),
            Map.entry(Kind.RELEASE, Set.of("verify-presumed")),
            Map.entry(Kind.INFORMED, Set.of("inform-principal")),
            Map.entry(Kind.PRINCIPAL_WORD, Set.of("inform-principal")),
            Map.entry(Kind.VISIT, Set.of("home-visit")),
            Map.entry(Kind.JOINT_VISIT, Set.of("joint-persuasion")),
            Map.entry(Kind.SENT, Set.of("platform-report", "month-report")),
            Map.entry(Kind.PLATFORM_ACKNOWLEDGED, Set.of("platform-report", "month-report")),
            Map.entry(Kind.LEAVE_DECISION, Set.of(BackdatedLeaves.RULE)),
            Map.entry(Kind.SIGNED, Set.of("township-report", "formal-report", "unregistered-report")));

    public sealed interface Meaning {}

    public record Ends(Duty duty) implements Meaning {}

    /** Kept, and nothing more. */
    public record Noted() implements Meaning {}

    /** Somebody else owes it from here on. */
    public record HandsOver(Duty duty) implements Meaning {}

    public record TakesBack(Duty duty) implements Meaning {}

    /** @param field of the request that stands against it */
    public record Refused(String field, String why) implements Meaning {}

    /** What ends these duties is recorded in other services and travels here. */
    private static final Set<String> ENDED_ELSEWHERE = Set.of(
            "report-absence-list",
            "home-visit",
            "joint-persuasion",
            "platform-report",
            "township-report",
            "formal-report",
            "unregistered-report",
            "month-report");

    /** Done by being said: when that was is when it is recorded. */
    private static final Set<Kind> SAID_BY_RECORDING =
            Set.of(Kind.RELEASE, Kind.PRINCIPAL_WORD, Kind.LEAVE_DECISION, Kind.LIST_SIGNED, Kind.RELEASE_DUTY);

    private EvidenceRules() {}

    /** The kinds of evidence that may end a duty of the rule. */
    public static Set<Kind> endings(String rule) {
        return SPEAKS_TO.entrySet().stream()
                .filter(kind -> kind.getValue().contains(rule) && ends(kind.getKey(), rule))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Some is kept beside a duty and is never its ending. */
    private static boolean ends(Kind kind, String rule) {
        return switch (kind) {
            case LIST_ACKNOWLEDGED -> rule.equals(WATCH_LIST);
            case PLATFORM_ACKNOWLEDGED -> false;
            default -> true;
        };
    }

    /** What stands against {@code at} as the time at which it was done, where a person says so. */
    public static Optional<Refused> timeFault(Kind kind, Instant at, Instant openedAt, Instant now) {
        if (SAID_BY_RECORDING.contains(kind)) {
            return Optional.of(new Refused("/at", "left out: this is done by recording it"));
        }
        if (at.isAfter(now)) {
            return Optional.of(new Refused("/at", "not in the future"));
        }
        return at.isBefore(openedAt)
                ? Optional.of(new Refused("/at", "not before the duty was opened, at " + openedAt))
                : Optional.empty();
    }

    static boolean isEndedElsewhere(Duty duty) {
        return ENDED_ELSEWHERE.contains(duty.rule());
    }

    /**
     * @param earlier evidence of the same duty
     * @param at when it was done, not when it became known here
     */
    public static Meaning of(
            Duty duty, Kind kind, String outcome, List<Evidence> earlier, Policy policy, Scopes scopes, Instant at) {
        if (kind != Kind.NOTE && kind != Kind.RELEASE_DUTY && !speaksTo(kind, duty)) {
            return new Refused("/kind", "this evidence does not speak to the rule " + duty.rule());
        }
        if (!allowedOutcomes(kind).isEmpty() && !allowedOutcomes(kind).contains(outcome)) {
            return new Refused(
                    "/outcome",
                    "one of " + allowedOutcomes(kind).stream().sorted().toList());
        }
        Rule rule = policy.rule(duty.rule());
        if (kind == Kind.RELEASE_DUTY && !rule.isReleasedByPeople()) {
            return new Refused("/kind", "only visits and reports are released by a person");
        }
        if (kind == Kind.LIST_SIGNED && duty.state() instanceof Duty.Cancelled) {
            return new Refused("/kind", "nobody is left on this list: there is nothing to sign");
        }
        if (!duty.isOpen() || at.isAfter(duty.dueAt())) {
            return new Noted();
        }
        return switch (kind) {
            case CONTACT_ATTEMPT -> contact(duty, outcome, earlier, policy, scopes, at);
            case LIST_DELIVERED,
                    VERIFICATION,
                    RELEASE,
                    INFORMED,
                    PRINCIPAL_WORD,
                    VISIT,
                    JOINT_VISIT,
                    SENT,
                    SIGNED,
                    LIST_SIGNED,
                    LEAVE_DECISION -> new Ends(duty.done(at));
            case LIST_ACKNOWLEDGED -> ends(kind, duty.rule()) ? new Ends(duty.done(at)) : new Noted();
            case PLATFORM_ACKNOWLEDGED, NOTE -> new Noted();
            case RELEASE_DUTY -> new TakesBack(duty.cancelled(at, Duty.Reason.RELEASED, false));
        };
    }

    private static Meaning contact(
            Duty duty, String outcome, List<Evidence> earlier, Policy policy, Scopes scopes, Instant at) {
        if (outcome.equals(REACHED)) {
            return new Ends(duty.done(at));
        }
        long failed =
                1 + earlier.stream().filter(EvidenceRules::isFailedContact).count();
        Post office = scopes.post(Post.ACADEMIC_OFFICE);
        return failed >= policy.number(duty.rule() + ".attempts")
                        && !duty.owner().equals(office)
                ? new HandsOver(duty.ownedBy(office))
                : new Noted();
    }

    static boolean isFailedContact(Evidence evidence) {
        return evidence.kind() == Kind.CONTACT_ATTEMPT && !evidence.outcome().equals(REACHED);
    }

    private static boolean speaksTo(Kind kind, Duty duty) {
        return SPEAKS_TO.getOrDefault(kind, Set.of()).contains(duty.rule());
    }

    private static Set<String> allowedOutcomes(Kind kind) {
        return switch (kind) {
            case CONTACT_ATTEMPT -> CONTACT_OUTCOMES;
            case VERIFICATION -> VERIFICATION_OUTCOMES;
            case LEAVE_DECISION -> Set.of(BackdatedLeaves.APPROVED, BackdatedLeaves.REFUSED);
            default -> Set.of();
        };
    }
}
