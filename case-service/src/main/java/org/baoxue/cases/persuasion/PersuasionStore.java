package org.baoxue.cases.persuasion;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.baoxue.cases.persuasion.PersuasionRules.Counted;
import org.baoxue.cases.persuasion.PersuasionRules.Counter;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Persuasions, and the open duties that they may speak to. */
@ApplicationScoped
class PersuasionStore {

    private final Jdbi jdbi;

    PersuasionStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(UUID caseId, Persuasions.Report report, Set<Counter> feeds, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into persuasion (id, case_id, kind, held_on, outcome, participants, feeds, note,
                            recorded_by, recorded_at)
                        values (:id, :case, :kind, :on, :outcome, cast(:participants as jsonb), :feeds, :note, :by, :at)
                        """)
                .bind("id", report.visit())
                .bind("case", caseId)
                .bind("kind", report.kind())
                .bind("on", report.on())
                .bind("outcome", report.outcome())
                .bind("participants", Json.write(report.participants()))
                .bindArray(
                        "feeds", String.class, feeds.stream().map(Counter::name).toList())
                .bind("note", report.note())
                .bind("by", report.by())
                .bind("at", at)
                .execute());
    }

    List<Counted> counted(UUID caseId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select held_on, feeds from persuasion where case_id = :case")
                        .bind("case", caseId)
                        .map((row, context) -> counted(row))
                        .list());
    }

    private static Counted counted(ResultSet row) throws SQLException {
        var feeds = EnumSet.noneOf(Counter.class);
        for (var name : (String[]) row.getArray("feeds").getArray()) {
            feeds.add(Counter.valueOf(name));
        }
        return new Counted(row.getObject("held_on", LocalDate.class), feeds);
    }

    void openDuty(UUID caseId, String duty, String rule) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into visit_duty (duty, case_id, rule, open) values (:duty, :case, :rule, true)
                        on conflict (duty) do nothing
                        """)
                .bind("duty", duty)
                .bind("case", caseId)
                .bind("rule", rule)
                .execute());
    }

    void endDuties(Collection<String> duties) {
        if (duties.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("update visit_duty set open = false where duty = any(:duties)")
                .bindArray("duties", String.class, List.copyOf(duties))
                .execute());
    }

    List<Persuasions.Spoken> openDuties(UUID caseId, Collection<String> rules) {
        return jdbi.withHandle(handle -> handle.createQuery("select duty, rule from visit_duty"
                        + " where case_id = :case and open and rule = any(:rules) order by duty")
                .bind("case", caseId)
                .bindArray("rules", String.class, List.copyOf(rules))
                .map(ConstructorMapper.of(Persuasions.Spoken.class))
                .list());
    }
}
