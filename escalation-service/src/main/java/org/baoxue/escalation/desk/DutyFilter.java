package org.baoxue.escalation.desk;

import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Asked;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a list of duties is narrowed to; what is left out narrows nothing. */
public record DutyFilter(
        @QueryParam("owner")
        @Parameter(description = "post@scope, a post alone, or \"mine\": every post that the caller holds")
        @Nullable String owner,

        @QueryParam("place")
        @Parameter(description = "a place code or the beginning of one: the duty's school lies there")
        @Nullable String place,

        @QueryParam("school") @Nullable String school,

        @QueryParam("class") @Nullable String classId,

        @QueryParam("state") @Parameter(description = "OPEN, DONE, LAPSED or CANCELLED") @Nullable String state,

        @QueryParam("dueFrom")
        @Parameter(description = "due at this instant or later, like 2026-09-07T07:00:00Z")
        @Nullable String dueFrom,

        @QueryParam("dueUntil") @Parameter(description = "due before this instant") @Nullable String dueUntil,

        @QueryParam("overdue") @Parameter(description = "true: open although the due time has passed") @Nullable String overdue,

        @QueryParam("student") @Nullable String student,

        @QueryParam("rule") @Nullable String rule,

        @QueryParam("date") @Nullable String date) {

    static final String MINE = "mine";

    enum State {
        OPEN,
        DONE,
        LAPSED,
        CANCELLED
    }

    /** The same, each value read. */
    record Read(
            boolean mine,
            @Nullable String post,
            @Nullable String scope,
            @Nullable String place,
            @Nullable String school,
            @Nullable String classId,
            @Nullable State state,
            @Nullable Instant dueFrom,
            @Nullable Instant dueUntil,
            boolean overdue,
            @Nullable String student,
            @Nullable String rule,
            @Nullable LocalDate date) {}

    /** 400 with the name of what cannot be read. */
    Read read() {
        boolean mine = MINE.equals(owner);
        int at = owner == null ? -1 : owner.indexOf('@');
        String post = owner == null || at < 0 ? owner : owner.substring(0, at);
        String scope = owner == null || at < 0 ? null : owner.substring(at + 1);
        return new Read(
                mine,
                mine ? null : Asked.optionalCode("owner", post),
                mine ? null : Asked.optionalCode("owner", scope),
                Asked.optionalCode("place", place),
                Asked.optionalCode("school", school),
                Asked.optionalCode("class", classId),
                readState(),
                instant("dueFrom", dueFrom),
                instant("dueUntil", dueUntil),
                Boolean.TRUE.equals(Asked.flag("overdue", overdue)),
                Asked.optionalCode("student", student),
                Asked.optionalCode("rule", rule),
                Asked.date("date", date));
    }

    private @Nullable State readState() {
        for (State one : State.values()) {
            if (one.name().equals(state)) {
                return one;
            }
        }
        if (state == null) {
            return null;
        }
        throw Problems.badRequest(
                "unknown-state",
                "A duty has no such state.",
                new At("query:state", "one of OPEN, DONE, LAPSED, CANCELLED"));
    }

    static @Nullable Instant instant(String name, @Nullable String value) {
        try {
            Instant read = value == null ? null : Instant.parse(value);
            if (read == null || Asked.isOrdinary(LocalDate.ofEpochDay(Math.floorDiv(read.getEpochSecond(), 86_400L)))) {
                return read;
            }
        } catch (DateTimeException unreadable) {
            throw noInstant(name);
        }
        throw noInstant(name);
    }

    private static org.baoxue.kit.problem.Problem noInstant(String name) {
        return Asked.refused("query:" + name, "an instant such as 2026-09-07T07:00:00Z");
    }
}
