package org.baoxue.cases.casefile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.jspecify.annotations.Nullable;

/** What happened to an entry, in order: kept for ever, only added to, and told on {@code baoxue.case.v1}. */
@ApplicationScoped
public class History {

    private static final String TOPIC = "baoxue.case.v1";

    /** The past tense of the ledger, one word for each thing that may happen to an entry. */
    public enum What {
        OPENED("case-opened"),
        JOINED(null),
        FIRING_FELL(null),
        ABSENCE_ENDED(null),
        RETURNED("returned"),
        WATCH_PROLONGED("watch-prolonged"),
        RELAPSED("relapsed"),
        CLOSING_PROPOSED("closing-proposed"),
        CLOSING_WITHDRAWN("closing-withdrawn"),
        CLOSED("closed"),
        OPENED_IN_ERROR("opened-in-error"),
        REOPENED("reopened"),
        RELEASED(null),
        WENT_ALONG(null),
        DISPATCHED("dispatched"),
        RETURN_CONFIRMED(null),
        PERSUADED("persuasion-recorded"),
        REPORT_DRAFTED("report-drafted"),
        REPORT_SIGNED("report-signed"),
        REPORT_CANCELLED("report-cancelled"),
        REPORT_UNFOUNDED(null),
        PLATFORM_SENT("platform-sent"),
        PLATFORM_ACKNOWLEDGED("platform-acknowledged");

        private final @Nullable String event;

        What(@Nullable String event) {
            this.event = event;
        }

        static What of(Happening happening) {
            return switch (happening) {
                case Happening.Opened opened -> OPENED;
                case Happening.Joined joined -> JOINED;
                case Happening.FiringFell fell -> FIRING_FELL;
                case Happening.AbsenceEnded ended -> ABSENCE_ENDED;
                case Happening.Returned returned -> RETURNED;
                case Happening.WatchProlonged prolonged -> WATCH_PROLONGED;
                case Happening.Relapsed relapsed -> RELAPSED;
                case Happening.ClosingProposed proposed -> CLOSING_PROPOSED;
                case Happening.ClosingWithdrawn withdrawn -> CLOSING_WITHDRAWN;
                case Happening.Closed closed -> CLOSED;
                case Happening.OpenedInError error -> OPENED_IN_ERROR;
                case Happening.Reopened reopened -> REOPENED;
            };
        }
    }

    private final HistoryStore store;
    private final Outbox outbox;

    History(HistoryStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /**
     * Adds a line, and publishes it where others hear of such things.
     *
     * @param by the person, when one did it
     * @param fields what the event carries beside the common fields: codes, dates and identifiers, never a name
     */
    public void tell(Entry entry, What what, @Nullable String by, Object fields, Instant at) {
        store.add(entry.id(), at, what, by, fields);
        if (what.event != null) {
            var child = entry.child();
            var body = body(entry, fields, at);
            if (child.classId() != null) {
                body.put("class", child.classId());
            }
            var type = "org.baoxue.case." + what.event + ".v1";
            outbox.append(OutgoingEvent.of(TOPIC, child.student(), type, entry.revision(), body, at));
        }
    }

    /** The common fields of every event about an entry, and {@code fields}. */
    public static ObjectNode body(Entry entry, Object fields, Instant at) {
        var child = entry.child();
        var common = new Common(entry.id(), child.student(), child.school(), child.place(), child.homePlace(), at);
        var body = (ObjectNode) Json.tree(Json.write(common));
        return body.setAll((ObjectNode) Json.tree(Json.write(fields)));
    }

    /** The person who did it, when one did. */
    static @Nullable String by(Happening happening) {
        return switch (happening) {
            case Happening.Returned returned -> returned.by();
            case Happening.ClosingProposed proposed -> proposed.proposedBy();
            case Happening.ClosingWithdrawn withdrawn -> withdrawn.by();
            case Happening.Closed closed -> closed.approvedBy();
            case Happening.Reopened reopened -> reopened.by();
            case Happening.Opened opened -> null;
            case Happening.Joined joined -> null;
            case Happening.FiringFell fell -> null;
            case Happening.AbsenceEnded ended -> null;
            case Happening.WatchProlonged prolonged -> null;
            case Happening.Relapsed relapsed -> null;
            case Happening.OpenedInError error -> null;
        };
    }

    private record Common(
            @JsonProperty("case") UUID caseId,
            String student,
            String school,
            String place,
            @Nullable String homePlace,
            Instant at) {}
}
