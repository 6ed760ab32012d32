package org.baoxue.cases.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** Entries and their firings. */
@ApplicationScoped
class CaseStore {

    private static final String COLUMNS = """
            id, student, school, class as class_id, place, home_place, responsible_place, state, before_state, spell,
            opened_on, away, returned_on, watch_until, attended, closing_reason, proposed_by, approved_by, released,
            days::text as days, previous, opened_at, revision
            """;

    private final Jdbi jdbi;

    CaseStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Until the transaction ends nobody else changes these children's entries; always taken in the same order. */
    void lock(Collection<String> students) {
        jdbi.useHandle(handle -> handle.createQuery("""
                        select count(pg_advisory_xact_lock(hashtextextended('case|' || student, 0)))
                        from (select student from unnest(:students) as student order by student) as sorted
                        """)
                .bindArray("students", String.class, List.copyOf(students))
                .mapTo(Long.class)
                .one());
    }

    /** Those of the given students who have an entry, open or not. */
    Set<String> known(Collection<String> students) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select distinct student from case_file where student = any(:students)")
                        .bindArray("students", String.class, List.copyOf(students))
                        .mapTo(String.class)
                        .set());
    }

    Optional<Entry> latest(String student) {
        return find(
                "where student = :student order by state in ('OPEN', 'RETURN_WATCH', 'CLOSING_PROPOSED') desc,"
                        + " opened_at desc, id limit 1",
                "student",
                student);
    }

    Optional<Entry> byId(UUID id) {
        return find("where id = :id", "id", id);
    }

    Optional<Entry> byFiring(String firing) {
        return find("where id = (select case_id from case_firing where id = :firing)", "firing", firing);
    }

    List<CaseRow> rows(List<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from case_file where id = any(:ids) order by array_position(:ids, id)")
                .bindArray("ids", UUID.class, ids)
                .map(ConstructorMapper.of(CaseRow.class))
                .list());
    }

    private Optional<Entry> find(String where, String name, Object value) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from case_file " + where)
                .bind(name, value)
                .map(ConstructorMapper.of(CaseRow.class))
                .findOne()
                .map(row -> row.entry(firings(row.id()))));
    }

    private List<Ground.Firing> firings(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, spell, rule, revision, standing from case_firing where case_id = :id order by id")
                .bind("id", id)
                .map(ConstructorMapper.of(Ground.Firing.class))
                .list());
    }

    void insert(Entry entry) {
        jdbi.useHandle(handle -> bind(handle.createUpdate("""
                                insert into case_file (id, student, school, class, place, home_place, responsible_place,
                                    state, before_state, spell, opened_on, away, returned_on, watch_until, attended, closing_reason,
                                    proposed_by, approved_by, released, days, previous, opened_at, changed_at, revision)
                                values (:id, :student, :school, :classId, :place, :homePlace, :responsiblePlace,
                                    :state, :beforeState, :spell, :openedOn, :away, :returnedOn, :watchUntil, :attended, :closingReason,
                                    :proposedBy, :approvedBy, :released, cast(:days as jsonb), :previous, :openedAt,
                                    :openedAt, :revision)
                                """), entry).execute());
        keepFirings(entry);
    }

    void update(Entry entry) {
        jdbi.useHandle(handle -> bind(handle.createUpdate("""
                                update case_file set school = :school, class = :classId, place = :place,
                                    home_place = :homePlace, responsible_place = :responsiblePlace, state = :state,
                                    before_state = :beforeState, spell = :spell, opened_on = :openedOn, away = :away,
                                    returned_on = :returnedOn, watch_until = :watchUntil, attended = :attended,
                                    watch_ends_at = case when :state = 'RETURN_WATCH' and :away
                                        then (cast(:watchUntil as date) + 1)::timestamp
                                            at time zone baoxue_zone(:school, :place) end,
                                    closing_reason = :closingReason, proposed_by = :proposedBy,
                                    approved_by = :approvedBy, released = :released, days = cast(:days as jsonb),
                                    changed_at = baoxue_now(), revision = :revision
                                where id = :id
                                """), entry).execute());
    }

    /** Clearing ends a township's responsibility for the child. */
    void endResponsibility(UUID id) {
        jdbi.useHandle(handle -> handle.createCall("select baoxue_end_responsibility(:id)")
                .bind("id", id)
                .invoke());
    }

    private <S extends SqlStatement<S>> S bind(S statement, Entry entry) {
        return statement.bindMethods(CaseRow.of(entry));
    }

    /** Only the rules change what an entry stands on; people do not. */
    void keepFirings(Entry entry) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into case_firing (id, case_id, spell, rule, revision, standing)
                    values (:id, :case, :spell, :rule, :revision, :standing)
                    on conflict (id) do update set revision = excluded.revision, standing = excluded.standing
                    where (case_firing.revision, case_firing.standing) <> (excluded.revision, excluded.standing)
                    """);
            entry.file().ground().firings().forEach(firing -> batch.bindMethods(firing)
                    .bind("case", entry.id())
                    .add());
            if (batch.size() > 0) {
                batch.execute();
            }
        });
    }
}
