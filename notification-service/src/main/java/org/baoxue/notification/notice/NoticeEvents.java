package org.baoxue.notification.notice;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.baoxue.notification.plan.Cause;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.PostRef;
import org.jspecify.annotations.Nullable;

/** What this service says of its notices: codes only, never a contact, a name or a text. */
@ApplicationScoped
class NoticeEvents {

    private static final String TOPIC = "baoxue.notification.v1";

    enum Name {
        ACCEPTED,
        DELIVERED,
        FAILED,
        UNCLEAR,
        ACKNOWLEDGED;

        String type() {
            return "org.baoxue.notification.notice-" + name().toLowerCase(java.util.Locale.ROOT) + ".v1";
        }
    }

    record Body(
            UUID notice,
            @Nullable String duty,
            @Nullable String telling,
            String rule,
            String occasion,
            PostRef audience,
            @Nullable String student,
            @JsonProperty("class") @Nullable String classId,
            String school,
            String place,
            @Nullable LocalDate date,
            @Nullable String report,
            @Nullable UUID corrects,
            @Nullable String channel,
            @Nullable UUID message,
            @Nullable String reason,
            @Nullable String by,
            Instant dueAt,
            Instant at) {}

    private final Outbox outbox;

    NoticeEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void say(
            Name name,
            Notice notice,
            @Nullable String channel,
            @Nullable UUID message,
            @Nullable String reason,
            @Nullable String by,
            Instant at) {
        boolean duty = notice.cause().kind() == Cause.Kind.DUTY;
        var body = new Body(
                notice.id(),
                duty ? notice.cause().id() : null,
                duty ? null : notice.cause().id(),
                notice.cause().rule(),
                notice.occasion(),
                notice.audience(),
                notice.subject().student(),
                notice.subject().classId(),
                notice.subject().school(),
                notice.subject().place(),
                notice.matter().date(),
                notice.report(),
                notice.corrects(),
                channel,
                message,
                reason,
                by,
                notice.dueAt(),
                at);
        outbox.append(OutgoingEvent.of(TOPIC, notice.audience().key(), name.type(), 1, body, at));
    }
}
