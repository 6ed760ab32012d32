package org.baoxue.notification.intake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.notification.plan.Cause;
import org.baoxue.notification.plan.Matter;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.Subject;
import org.baoxue.notification.plan.Tell;
import org.baoxue.notification.plan.Window;
import org.jspecify.annotations.Nullable;

/** The fields of the escalation service's events that this service reads; each event has some of them. */
record DutyEvent(
        @Nullable String duty,
        @Nullable String telling,
        @Nullable String firing,
        @Nullable String rule,
        @JsonProperty("subject") @Nullable About about,
        @Nullable String spell,
        @Nullable String student,
        @Nullable String school,
        @Nullable String place,
        @Nullable String homePlace,
        @JsonProperty("class") @Nullable String classId,
        @Nullable LocalDate date,
        @Nullable String session,
        @Nullable Integer day,
        @Nullable PostRef owner,
        @Nullable PostRef formerOwner,
        @Nullable Instant dueAt,
        @Nullable Boolean late,
        @Nullable Boolean unseen,
        @Nullable Instant at,
        @Nullable Instant openedAt,
        @Nullable String by,
        @Nullable String takenBy,
        @Nullable String reason,
        @Nullable Boolean tellCorrection,
        @Nullable String kind,
        @Nullable String outcome,
        @Nullable Evidence evidence,
        @Nullable List<Entry> tell,
        @Nullable Why why) {

    record About(@Nullable String kind, @Nullable String id) {}

    record Evidence(@Nullable String kind, @Nullable String outcome) {}

    record Entry(
            PostRef audience,
            String occasion,
            Instant at,
            @Nullable Boolean list,
            @Nullable Together window) {

        Tell toTell() {
            return new Tell(
                    audience,
                    occasion,
                    at,
                    Boolean.TRUE.equals(list),
                    window == null || window.minutes() == null ? Window.USUAL : Duration.ofMinutes(window.minutes()));
        }
    }

    /** How long what is told together gathers. Its start is not read: for a list it is of the due time, not of the telling. */
    record Together(@Nullable Integer minutes) {}

    record Why(@Nullable Text text) {}

    record Text(@Nullable String zh, @Nullable String en) {}

    Cause cause() {
        return duty != null
                ? new Cause(Cause.Kind.DUTY, duty, required(rule, "rule"), firing)
                : new Cause(Cause.Kind.TELLING, required(telling, "telling"), required(rule, "rule"), firing);
    }

    Subject codes() {
        return new Subject(
                required(school, "school"), required(place, "place"), homePlace, classId, student, spellId());
    }

    private @Nullable String spellId() {
        if (spell != null) {
            return spell;
        }
        return about != null && "SPELL".equals(about.kind()) ? about.id() : null;
    }

    Matter matter() {
        var text = why == null ? null : why.text();
        return new Matter(
                date,
                session,
                day == null || day == 0 ? null : day,
                dueAt,
                Boolean.TRUE.equals(late),
                reason,
                text == null ? null : text.zh(),
                text == null ? null : text.en());
    }

    /** Without what old events say of vacant posts: who hears of them is decided here. */
    List<Tell> tells() {
        return tell == null
                ? List.of()
                : tell.stream()
                        .filter(one -> !one.occasion().equals("vacant"))
                        .map(Entry::toTell)
                        .toList();
    }

    /** Whose entry it is. */
    @Nullable String actor() {
        return by != null ? by : takenBy;
    }

    Instant happenedAt() {
        return required(at != null ? at : openedAt, "at");
    }

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("an escalation event lacks " + field);
        }
        return value;
    }
}
