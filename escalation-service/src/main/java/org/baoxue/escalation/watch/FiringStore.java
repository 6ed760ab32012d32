package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Why;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** What fired of each spell: only whether it may leave the school, and whether it stands, changes. */
@ApplicationScoped
public class FiringStore {
    private final Jdbi jdbi;

    FiringStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Of each in the order in which they fired, those of one look as the look fires them, by rule: whoever is told of several hears
     * of them in the same order, whenever it is asked.
     */
    public Map<String, List<Firing>> firingsOf(Collection<String> spells) {
        Map<String, List<Firing>> firings = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select firing.* from unnest(:spells) as asked (spell) join firing using (spell)"
                                + " order by fired_at, rule collate \"C\", revision")
                .bindArray("spells", String.class, spells)
                .map((row, context) -> firings.computeIfAbsent(row.getString("spell"), spell -> new ArrayList<>())
                        .add(firing(row)))
                .list());
        return firings;
    }

    void save(Map<String, List<Firing>> bySpell, Map<String, Why> whys) {
        List<Map<String, Object>> rows = new ArrayList<>();
        bySpell.forEach((spell, firings) -> firings.forEach(firing -> {
            Map<String, Object> row = new HashMap<>();
            row.put("id", firing.id());
            row.put("spell", spell);
            row.put("rule", firing.rule());
            row.put("revision", firing.revision());
            row.put("day", firing.day());
            row.put("due_at", firing.dueAt());
            row.put("fired_at", firing.firedAt());
            row.put("late", firing.late());
            row.put("unwatermarked", firing.unwatermarked());
            row.put("outside", firing.outside());
            row.put("withdrawn", firing.withdrawn());
            row.put("why", DutyStore.why(whys.get(firing.id())));
            rows.add(row);
        }));
        if (!rows.isEmpty()) {
            jdbi.useHandle(handle ->
                    handle.createUpdate("""
                            insert into firing (id, spell, rule, revision, day, due_at, fired_at, late, unwatermarked, outside,
                                withdrawn, why)
                            select id, spell, rule, revision, day, due_at, fired_at, late, unwatermarked, outside,
                                withdrawn, why
                            from jsonb_populate_recordset(null::firing, cast(:rows as jsonb))
                            on conflict (id) do update set outside = excluded.outside, withdrawn = excluded.withdrawn
                            """).bind("rows", Json.write(rows)).execute());
        }
    }

    static Firing firing(ResultSet row) throws SQLException {
        return new Firing(
                row.getString("id"),
                row.getString("rule"),
                row.getInt("revision"),
                row.getInt("day"),
                DutyStore.instant(row, "due_at"),
                DutyStore.instant(row, "fired_at"),
                row.getBoolean("late"),
                row.getBoolean("unwatermarked"),
                Firing.Outside.valueOf(row.getString("outside")),
                row.getBoolean("withdrawn"));
    }
}
