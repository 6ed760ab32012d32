package org.baoxue.attendance.comparison;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.baoxue.attendance.comparison.DifferenceViews.AnswerRequest;
import org.baoxue.attendance.comparison.DifferenceViews.AnswerView;
import org.baoxue.attendance.comparison.DifferenceViews.DifferenceView;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What comparisons found, as far as the running transaction sees. */
@ApplicationScoped
class DifferenceStore {

    private static final String DIFFERENCES = """
            select d.*, household.student is not null as monitored
            from difference d left join monitored_household household on household.student = d.student
            """;

    private final Jdbi jdbi;

    DifferenceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What a list may be narrowed to; null: not at all. */
    record Wanted(
            String place,
            @Nullable String school,
            @Nullable DifferenceKind kind,
            @Nullable Boolean open,
            @Nullable String comparison) {}

    List<DifferenceView> page(Wanted wanted, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(DIFFERENCES + """
                         where d.id > :after and starts_with(d.place, :place)
                            and (cast(:school as text) is null or d.school = :school)
                            and (cast(:kind as text) is null or d.kind = :kind)
                            and (cast(:open as boolean) is null or (d.ended_at is null) = :open)
                            and (cast(:comparison as text) is null or d.last_in = :comparison)
                        order by d.id limit :limit
                        """)
                .bind("after", after)
                .bind("place", wanted.place())
                .bind("school", wanted.school())
                .bind("kind", wanted.kind() == null ? null : wanted.kind().name())
                .bind("open", wanted.open())
                .bind("comparison", wanted.comparison())
                .bind("limit", limit)
                .map((row, context) -> view(row))
                .list());
    }

    Optional<DifferenceView> find(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(DIFFERENCES + " where d.id = :id")
                .bind("id", id)
                .map((row, context) -> view(row))
                .findOne());
    }

    Optional<String> sealed(String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select sealed from difference where id = :id and sealed is not null")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne());
    }

    /**
     * What an answer is held against.
     *
     * @param compared the date of the last comparison that found the difference
     * @param said the answer that it has
     * @param isGone whether a comparison found it no more, or found it anew after it had ended
     */
    record Held(LocalDate compared, @Nullable AnswerRequest said, boolean isGone) {}

    /** While nobody else answers it. */
    Held hold(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.*, last.date as compared, d.ended_in is not null or exists (
                            select from difference later join comparison found on found.id = later.found_in
                            where later.kind = d.kind and later.child = d.child and found.seq > first.seq) as is_gone
                        from difference d join comparison last on last.id = d.last_in join comparison first on first.id = d.found_in
                        where d.id = :id for update of d
                        """)
                .bind("id", id)
                .map((row, context) ->
                        new Held(row.getObject("compared", LocalDate.class), said(row), row.getBoolean("is_gone")))
                .one());
    }

    private static @Nullable AnswerRequest said(ResultSet row) throws SQLException {
        var answer = row.getString("answer");
        return answer == null
                ? null
                : new AnswerRequest(
                        DifferenceAnswer.valueOf(answer),
                        row.getString("evidence"),
                        row.getObject("until", LocalDate.class));
    }

    List<AnswerView> answers(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from difference_answer where difference = :id order by ordinal")
                .bind("id", id)
                .map((row, context) -> new AnswerView(
                        DifferenceAnswer.valueOf(row.getString("answer")),
                        row.getString("evidence"),
                        row.getObject("until", LocalDate.class),
                        row.getString("answered_by"),
                        row.getObject("answered_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    /** Keeps the answer, and the child's state in the last comparison that found the difference follows it. */
    void answer(String id, AnswerRequest said, @Nullable LocalDate settledUntil, String by, Instant now) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            insert into difference_answer (difference, ordinal, answer, evidence, until, answered_by, answered_at)
                            select :id, count(*) + 1, :answer, :evidence, :until, :by, :at
                            from difference_answer where difference = :id
                            """)
                    .bind("id", id)
                    .bind("answer", said.answer().name())
                    .bind("evidence", said.evidence())
                    .bind("until", said.until())
                    .bind("by", by)
                    .bind("at", now.atOffset(ZoneOffset.UTC))
                    .execute();
            handle.createUpdate("""
                            update difference set answer = :answer, evidence = :evidence, until = :until, answered_by = :by,
                                answered_at = :at, settled_until = :settled,
                                ended_at = case when cast(:settled as date) is null then null else cast(:at as timestamptz) end
                            where id = :id
                            """)
                    .bind("id", id)
                    .bind("answer", said.answer().name())
                    .bind("evidence", said.evidence())
                    .bind("until", said.until())
                    .bind("settled", settledUntil)
                    .bind("by", by)
                    .bind("at", now.atOffset(ZoneOffset.UTC))
                    .execute();
            said.answer().state().ifPresent(state -> handle.createUpdate("""
                            update comparison_child c set state = :state from difference d
                            where d.id = :id and c.comparison = d.last_in and c.child = d.child
                            """)
                    .bind("id", id)
                    .bind("state", state.name())
                    .execute());
        });
    }

    private static DifferenceView view(ResultSet row) throws SQLException {
        var kind = DifferenceKind.valueOf(row.getString("kind"));
        var answer = row.getString("answer");
        var school = row.getString("school");
        return new DifferenceView(
                row.getString("id"),
                kind,
                kind.owner(),
                row.getString("place"),
                school.isEmpty() ? null : school,
                row.getString("class_id"),
                row.getString("student"),
                row.getBoolean("monitored"),
                row.getString("found_in"),
                row.getString("last_in"),
                answer == null ? null : DifferenceAnswer.valueOf(answer),
                row.getString("evidence"),
                row.getObject("until", LocalDate.class),
                row.getString("answered_by"),
                instant(row, "answered_at"),
                instant(row, "ended_at"),
                row.getString("ended_in"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
