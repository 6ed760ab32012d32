package org.baoxue.cases.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.baoxue.cases.casefile.State;
import org.baoxue.cases.ledger.CaseView.Line;
import org.baoxue.cases.ledger.CaseView.PersuasionView;
import org.baoxue.cases.persuasion.PersuasionRules.Kind;
import org.baoxue.cases.persuasion.Persuasions.Participant;
import org.baoxue.cases.persuasion.Persuasions.Result;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Reads the ledger for people; row-level security lets through what the transaction's scope may see. */
@ApplicationScoped
class LedgerStore {

    /** What a reader asked for; nulls ask for anything. */
    public record Wanted(
            @Nullable State state,
            @Nullable String school,
            @Nullable String place,
            @Nullable String student,
            @Nullable Boolean open,
            @Nullable LocalDate openedFrom,
            @Nullable LocalDate openedTo,
            @Nullable Instant beforeOpened,
            @Nullable UUID beforeId,
            int limit) {}

    public record LineRow(Instant at, String what, @Nullable String byPerson, String details) {}

    public record PersuasionRow(
            UUID id,
            Kind kind,
            LocalDate heldOn,
            Result outcome,
            String participants,
            String feeds,
            @Nullable String note,
            String recordedBy,
            Instant recordedAt) {}

    private final Jdbi jdbi;

    LedgerStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Newest first, one more than the limit when there are more. */
    List<UUID> find(Wanted wanted) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select id from case_file
                        where (cast(:state as text) is null or state = :state)
                          and (cast(:school as text) is null or school = :school)
                          and (cast(:place as text) is null or starts_with(place, :place)
                              or starts_with(responsible_place, :place))
                          and (cast(:student as text) is null or student = :student)
                          and (cast(:open as boolean) is null
                              or :open = (state in ('OPEN', 'RETURN_WATCH', 'CLOSING_PROPOSED')))
                          and (cast(:openedFrom as date) is null or opened_on >= :openedFrom)
                          and (cast(:openedTo as date) is null or opened_on <= :openedTo)
                          and (cast(:beforeOpened as timestamptz) is null
                              or (opened_at, id) < (cast(:beforeOpened as timestamptz), cast(:beforeId as uuid)))
                        order by opened_at desc, id desc
                        limit :limit + 1
                        """).bindMethods(wanted).mapTo(UUID.class).list());
    }

    List<Line> history(UUID caseId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select at, what, by_person, details::text as details
                        from case_history where case_id = :case order by n
                        """)
                .bind("case", caseId)
                .map(ConstructorMapper.of(LineRow.class))
                .map(row -> new Line(row.at(), row.what(), row.byPerson(), Json.tree(row.details())))
                .list());
    }

    List<PersuasionView> persuasions(UUID caseId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, kind, held_on, outcome, participants::text as participants,
                            to_json(feeds)::text as feeds, note, recorded_by,
                            recorded_at
                        from persuasion where case_id = :case order by held_on, recorded_at
                        """)
                .bind("case", caseId)
                .map(ConstructorMapper.of(PersuasionRow.class))
                .map(row -> new PersuasionView(
                        row.id(),
                        row.kind(),
                        row.heldOn(),
                        List.of(Json.read(row.participants(), Participant[].class)),
                        List.of(Json.read(row.feeds(), String[].class)),
                        row.outcome(),
                        row.note(),
                        row.recordedBy(),
                        row.recordedAt()))
                .list());
    }
}
