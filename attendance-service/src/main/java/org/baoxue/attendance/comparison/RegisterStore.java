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
import org.jdbi.v3.core.Jdbi;

/** Registers of residents, and the lines of each place's last one. */
@ApplicationScoped
class RegisterStore {

    /** A resident as it is kept. */
    record Line(String mark, String homePlace, String sealed) {}

    /** @param seq in the order in which they came */
    record Numbered(long seq, ResidentRegister register) {}

    private final Jdbi jdbi;

    RegisterStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Two that import or compare the same place wait for each other. */
    void lock(String place) {
        jdbi.useHandle(handle -> handle.createQuery(
                        "select cast(pg_advisory_xact_lock(hashtextextended('residents|' || :place, 0)) as text)")
                .bind("place", place)
                .mapTo(String.class)
                .one());
    }

    Optional<ResidentRegister> last(String place) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from resident_register where place = :place order by seq desc limit 1")
                .bind("place", place)
                .map((row, context) -> register(row))
                .findOne());
    }

    /** Those of the place and of places below it, in the order in which they came. */
    List<Numbered> page(String place, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from resident_register
                        where place collate "C" >= :place and place collate "C" < :beyond and seq > :after
                        order by seq limit :limit
                        """)
                .bind("place", place)
                .bind("beyond", place + "~")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Numbered(row.getLong("seq"), register(row)))
                .list());
    }

    void begin(String id, String place, LocalDate asOf, String source, String digest, String by, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into resident_register (id, place, as_of, source, file_digest, accepted, not_of_age, refused,
                            imported_by, imported_at)
                        values (:id, :place, :asOf, :source, :digest, 0, 0, 0, :by, :at)
                        """)
                .bind("id", id)
                .bind("place", place)
                .bind("asOf", asOf)
                .bind("source", source)
                .bind("digest", digest)
                .bind("by", by)
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    void write(String register, List<Line> lines) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into resident (register, mark, home_place, sealed)
                        select :register, * from unnest(:marks, :homes, :sealed)
                        """)
                .bind("register", register)
                .bindArray("marks", String.class, lines.stream().map(Line::mark).toList())
                .bindArray(
                        "homes",
                        String.class,
                        lines.stream().map(Line::homePlace).toList())
                .bindArray(
                        "sealed", String.class, lines.stream().map(Line::sealed).toList())
                .execute());
    }

    /** Counts what was taken, and drops the lines of the place's registers before. */
    void finish(String id, String place, int notOfAge, int refused) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update resident_register set not_of_age = :notOfAge, refused = :refused,
                                accepted = (select count(*) from resident where register = :id)
                            where id = :id
                            """)
                    .bind("id", id)
                    .bind("notOfAge", notOfAge)
                    .bind("refused", refused)
                    .execute();
            handle.createUpdate("""
                            delete from resident where register in
                                (select id from resident_register where place = :place and id <> :id)
                            """).bind("id", id).bind("place", place).execute();
        });
    }

    private static ResidentRegister register(ResultSet row) throws SQLException {
        return new ResidentRegister(
                row.getString("id"),
                row.getString("place"),
                row.getObject("as_of", LocalDate.class),
                row.getString("source"),
                row.getString("file_digest"),
                row.getInt("accepted"),
                row.getInt("not_of_age"),
                row.getInt("refused"),
                row.getString("imported_by"),
                row.getObject("imported_at", OffsetDateTime.class).toInstant());
    }
}
