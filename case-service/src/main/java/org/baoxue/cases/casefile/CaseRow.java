package org.baoxue.cases.casefile;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.baoxue.kit.event.Json;
import org.jspecify.annotations.Nullable;

/**
 * An entry as one row. The return columns of an open entry are those of the watch that its relapse broke off.
 *
 * @param beforeState where a proposal falls back to
 * @param days JSON
 */
public record CaseRow(
        UUID id,
        String student,
        String school,
        @Nullable String classId,
        String place,
        @Nullable String homePlace,
        @Nullable String responsiblePlace,
        State state,
        @Nullable State beforeState,
        String spell,
        LocalDate openedOn,
        boolean away,
        @Nullable LocalDate returnedOn,
        @Nullable LocalDate watchUntil,
        boolean attended,
        @Nullable ClosingReason closingReason,
        @Nullable String proposedBy,
        @Nullable String approvedBy,
        boolean released,
        String days,
        @Nullable UUID previous,
        Instant openedAt,
        long revision) {

    static CaseRow of(Entry entry) {
        var file = entry.file();
        var child = entry.child();
        var watch = watch(file);
        return new CaseRow(
                entry.id(),
                child.student(),
                child.school(),
                child.classId(),
                child.place(),
                child.homePlace(),
                entry.responsible(),
                State.of(file),
                file instanceof ClosingProposed(var before, var reason, var by) ? State.of(before) : null,
                file.ground().spell(),
                file.ground().openedOn(),
                file.ground().away(),
                watch == null ? null : watch.returnedOn(),
                watch == null ? null : watch.watchUntil(),
                watch != null && watch.attended(),
                reason(file),
                proposedBy(file),
                file instanceof Closed closed ? closed.approvedBy() : null,
                entry.released(),
                Json.write(entry.days()),
                entry.previous(),
                entry.openedAt(),
                entry.revision());
    }

    Entry entry(List<Ground.Firing> firings) {
        return new Entry(
                id,
                new Entry.Child(student, school, classId, place, homePlace),
                file(new Ground(spell, openedOn, away, firings)),
                responsiblePlace,
                released,
                List.of(Json.read(days, Entry.Day[].class)),
                previous,
                openedAt,
                revision);
    }

    private CaseFile file(Ground ground) {
        return switch (state) {
            case OPEN, RETURN_WATCH -> running(state, ground);
            case CLOSING_PROPOSED ->
                new ClosingProposed(
                        running(requireNonNull(beforeState), ground),
                        requireNonNull(closingReason),
                        requireNonNull(proposedBy));
            case CLOSED ->
                new Closed(
                        ground, requireNonNull(closingReason), requireNonNull(proposedBy), requireNonNull(approvedBy));
            case OPENED_IN_ERROR -> new OpenedInError(ground);
        };
    }

    private Running running(State which, Ground ground) {
        var watch =
                returnedOn == null ? null : new ReturnWatch(ground, returnedOn, requireNonNull(watchUntil), attended);
        return which == State.OPEN ? new Open(ground, watch) : requireNonNull(watch);
    }

    private static @Nullable ReturnWatch watch(CaseFile file) {
        return switch (file) {
            case ReturnWatch watch -> watch;
            case Open open -> open.interrupted();
            case ClosingProposed proposed -> watch(proposed.before());
            case Closed closed -> null;
            case OpenedInError error -> null;
        };
    }

    private static @Nullable ClosingReason reason(CaseFile file) {
        return switch (file) {
            case ClosingProposed proposed -> proposed.reason();
            case Closed closed -> closed.reason();
            case Running running -> null;
            case OpenedInError error -> null;
        };
    }

    private static @Nullable String proposedBy(CaseFile file) {
        return switch (file) {
            case ClosingProposed proposed -> proposed.proposedBy();
            case Closed closed -> closed.proposedBy();
            case Running running -> null;
            case OpenedInError error -> null;
        };
    }
}
