package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.watch.Past.Deed;
import org.jdbi.v3.core.Jdbi;

/** Reads what was recorded, and holds nothing: whoever works on these children goes on meanwhile. */
@ApplicationScoped
class PastStore {
    private final Jdbi jdbi;

    PastStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Those of {@code students} whom any roll call from a date on has missed, also where that was corrected, or whose absence reached it. */
    List<WatchedChild> missed(Collection<String> students, LocalDate since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from child c where c.student = any(:students) and (exists (
                            select from child_class k join roll_call r on r.class_id = k.class_id and r.date >= :since
                            where k.student = c.student and c.student = any(r.absent))
                          or exists (select from spell s where s.student = c.student
                            and coalesce(s.ended_date, 'infinity') >= :since))
                        order by c.student
                        """)
                .bindArray("students", String.class, students)
                .bind("since", since)
                .map((row, context) -> new WatchedChild(
                        row.getString("student"),
                        row.getString("school"),
                        row.getString("place"),
                        row.getString("home_place"),
                        row.getString("class_id")))
                .list());
    }

    /** What was recorded until then about the duties of each of these spells' children. */
    Map<String, List<Deed>> deeds(Collection<String> spells, Instant until) {
        Map<String, List<Deed>> deeds = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select d.student, d.rule, d.date, d.subject, e.kind, e.outcome, e.at
                        from duty d join duty_evidence e on e.duty = d.id
                        where d.subject = any(:spells) and d.student is not null and e.at <= :until order by e.at, e.id
                        """)
                .bindArray("spells", String.class, spells)
                .bind("until", until)
                .map((row, context) -> deeds.computeIfAbsent(row.getString("student"), student -> new ArrayList<>())
                        .add(new Deed(
                                row.getString("rule"),
                                row.getObject("date", LocalDate.class),
                                row.getString("subject"),
                                Evidence.Kind.valueOf(row.getString("kind")),
                                row.getString("outcome"),
                                row.getObject("at", OffsetDateTime.class).toInstant())))
                .list());
        return deeds;
    }
}
