package org.baoxue.attendance.rollcall;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.baoxue.attendance.rollcall.RollCallFile.Counts;
import org.baoxue.attendance.rollcall.RollCallFile.Format;
import org.baoxue.attendance.rollcall.RollCallFileViews.RefusalView;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.store.Prunable;
import org.jdbi.v3.core.Jdbi;

/** How far each file was taken, and which of its lines were refused; kept for a month after the last part. */
@ApplicationScoped
class RollCallFileStore implements Prunable {

    private static final Duration KEPT = Duration.ofDays(30);

    private final Jdbi jdbi;
    private final SuiteClock clock;

    RollCallFileStore(Jdbi jdbi, SuiteClock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** A refusal with the sequence by which pages go on. */
    record Refusal(long seq, RefusalView view) {}

    void insert(RollCallFile file) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into roll_call_file (id, kind, format, created_by, created_at, changed_at)
                        values (:id, :kind, :format, :by, :at, :at)
                        """)
                .bind("id", file.id())
                .bind("kind", file.kind().name())
                .bind("format", file.format().name())
                .bind("by", file.createdBy())
                .bind("at", utc(file.createdAt()))
                .execute());
    }

    /** @param by whose it is: nobody else's file is found */
    Optional<RollCallFile> find(String id, String by) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from roll_call_file where id = :id and created_by = :by")
                        .bind("id", id)
                        .bind("by", by)
                        .map((row, context) -> file(row))
                        .findOne());
    }

    /** Where it stands; nobody else goes on with it before the transaction ends. */
    RollCallFile hold(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from roll_call_file where id = :id for update")
                .bind("id", id)
                .map((row, context) -> file(row))
                .one());
    }

    void save(RollCallFile file) {
        var counts = file.counts();
        var completed = file.completedAt();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update roll_call_file set position = :position, lines = :lines, header = :header, recorded = :recorded,
                            corrected = :corrected, unchanged = :unchanged, refused = :refused, changed_at = :now,
                            completed_at = :completed
                        where id = :id
                        """)
                .bind("id", file.id())
                .bind("position", file.position())
                .bind("lines", file.lines())
                .bind("header", file.header())
                .bind("recorded", counts.recorded())
                .bind("corrected", counts.corrected())
                .bind("unchanged", counts.unchanged())
                .bind("refused", counts.refused())
                .bind("now", utc(clock.now()))
                .bind("completed", completed == null ? null : utc(completed))
                .execute());
    }

    void refuse(String file, List<RefusalView> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into roll_call_file_refusal (file, line, from_line, to_line, type, pointer, detail)
                        select :file, r.* from unnest(cast(:lines as bigint[]), cast(:from as bigint[]), cast(:to as bigint[]),
                            :types, :pointers, :details) as r
                        """)
                .bind("file", file)
                .bindArray(
                        "lines",
                        Long.class,
                        refusals.stream().map(RefusalView::line).toList())
                .bindArray(
                        "from",
                        Long.class,
                        refusals.stream().map(RefusalView::fromLine).toList())
                .bindArray(
                        "to",
                        Long.class,
                        refusals.stream().map(RefusalView::toLine).toList())
                .bindArray(
                        "types",
                        String.class,
                        refusals.stream().map(RefusalView::type).toList())
                .bindArray(
                        "pointers",
                        String.class,
                        refusals.stream().map(RefusalView::pointer).toList())
                .bindArray(
                        "details",
                        String.class,
                        refusals.stream().map(RefusalView::detail).toList())
                .execute());
    }

    List<Refusal> refusals(String file, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select seq, line, from_line, to_line, type, pointer, detail from roll_call_file_refusal
                        where file = :file and seq > :after order by seq limit :limit
                        """)
                .bind("file", file)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Refusal(
                        row.getLong("seq"),
                        new RefusalView(
                                row.getLong("line"),
                                row.getLong("from_line"),
                                row.getLong("to_line"),
                                row.getString("type"),
                                row.getString("pointer"),
                                row.getString("detail"))))
                .list());
    }

    @Override
    public String name() {
        return "roll_call_file";
    }

    @Override
    public int prune() {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from roll_call_file where changed_at < :before")
                .bind("before", utc(clock.now().minus(KEPT)))
                .execute());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static RollCallFile file(ResultSet row) throws SQLException {
        var completed = row.getObject("completed_at", OffsetDateTime.class);
        return new RollCallFile(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                Format.valueOf(row.getString("format")),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("position"),
                row.getLong("lines"),
                row.getString("header"),
                new Counts(
                        row.getLong("recorded"),
                        row.getLong("corrected"),
                        row.getLong("unchanged"),
                        row.getLong("refused")),
                completed == null ? null : completed.toInstant());
    }
}
