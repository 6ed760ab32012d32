package org.baoxue.escalation.duty;

import java.util.Optional;
import java.util.Set;
import org.baoxue.escalation.duty.Evidence.Kind;
import org.baoxue.escalation.duty.EvidenceRules.Refused;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of evidence says beside its outcome: each only of the kinds that it belongs to.
 *
 * @param how a guardian was contacted; published
 * @param whom somebody reached or met, in a person's own words: stays in this service
 * @param visitors who went, in a person's own words: stays in this service
 * @param number of the report that was sent or signed; published
 */
public record EvidenceDetails(
        @Nullable How how,
        @Nullable String whom,
        @Nullable String visitors,
        @Nullable String number) {
    public static final EvidenceDetails NONE = new EvidenceDetails(null, null, null, null);

    private static final Set<Kind> VISITS = Set.of(Kind.VISIT, Kind.JOINT_VISIT);

    public enum How {
        PHONE,
        VISIT,
        MESSAGE_APP
    }

    /** Of a report whose document has a number. */
    public static EvidenceDetails ofReport(@Nullable String number) {
        return new EvidenceDetails(null, null, null, number);
    }

    /** The first detail that does not belong to evidence of this kind and outcome. */
    public Optional<Refused> fault(Kind kind, String outcome) {
        boolean reached = kind == Kind.CONTACT_ATTEMPT && outcome.equals(EvidenceRules.REACHED);
        if (how != null && kind != Kind.CONTACT_ATTEMPT) {
            return refused("/how", "only a contact attempt says how");
        }
        if (how != null && how != How.MESSAGE_APP && outcome.equals(EvidenceRules.TEXT_SENT)) {
            return refused("/how", "a text is sent by MESSAGE_APP");
        }
        if (whom != null && !reached && !VISITS.contains(kind)) {
            return refused("/whom", "only of somebody who was reached or met");
        }
        if (visitors != null && !VISITS.contains(kind)) {
            return refused("/visitors", "only of a visit");
        }
        if (number != null && kind != Kind.SENT && kind != Kind.SIGNED) {
            return refused("/reportNumber", "only of a report that was sent");
        }
        return Optional.empty();
    }

    private static Optional<Refused> refused(String field, String why) {
        return Optional.of(new Refused(field, why));
    }
}
