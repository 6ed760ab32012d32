package org.baoxue.escalation.watch;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/** All that is kept and told of some children, as lines that can be compared; numbers that only count rows are left out. */
final class StoredOf {
    private static final String ONLY_LAPSES =
            " - array['only_lapses_until', 'only_lapses_next', 'only_lapses_calendars', 'why_no']";
    private static final List<String> KEPT = List.of(
            "select text 'child ' || (to_jsonb(child)" + ONLY_LAPSES + ") from child where student = any(:children)",
            "select text 'spell ' || to_jsonb(spell) from spell where student = any(:children)",
            "select text 'firing ' || to_jsonb(firing) from firing join spell on firing.spell = spell.id"
                    + " where student = any(:children)",
            "select text 'duty ' || (to_jsonb(duty) - 'why_no') || coalesce(duty.why, duty_why.why) from duty"
                    + " left join duty_why on duty_why.no = duty.why_no where school = :school",
            "select text 'open ' || to_jsonb(open_duty) from open_duty where school = :school",
            "select text 'evidence ' || (to_jsonb(duty_evidence) - 'id') from duty_evidence join duty on duty = duty.id"
                    + " where school = :school",
            "select text 'verification ' || to_jsonb(verification) from verification where student = any(:children)",
            "select text 'as it was ' || jsonb_build_array(kind, id, until, what" + ONLY_LAPSES + ") from as_it_was"
                    + " where what ->> 'student' = any(:children) or what ->> 'school' = :school");
    private static final String TOLD =
            "select text 'told ' || (to_jsonb(outbox) - array['seq', 'xid', 'traceparent']) from outbox"
                    + " where xid = pg_current_xact_id() order by aggregateid, seq";

    private StoredOf() {}

    /** Of each table by its rows, and what was told of each in its order. */
    static List<String> school(Jdbi jdbi, String school, List<String> children) {
        List<String> rows = new ArrayList<>();
        jdbi.useHandle(handle -> {
            handle.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
            for (String kept : KEPT) {
                rows.addAll(handle.createQuery(kept + " order by 1")
                        .bind("school", school)
                        .bindArray("children", String.class, children)
                        .mapTo(String.class)
                        .list());
            }
            rows.addAll(handle.createQuery(TOLD).mapTo(String.class).list());
        });
        return rows;
    }
}
