package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Duty.Subject;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.EvidenceDetails;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Post;
import org.baoxue.escalation.duty.Why;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Duties, firings and evidence: history, of which rows change only towards their ending. */
@ApplicationScoped
public class DutyStore {
    /** All but why it was opened, which is long and not needed to decide. */
    static final String COLUMNS =
            "id, rule, subject_kind, subject, student, school, place, home_place, class_id, date, day, revision,"
                    + " firing, owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state, ended_at, unseen, reason";

    private final Jdbi jdbi;

    DutyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A duty with whose it is; the student is missing where it is a class's day that is owed. */
    public record Owed(Duty duty, @Nullable String student, WatchedChild codes) {}

    public List<Owed> dutiesOf(Collection<String> subjects) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from duty where subject = any(:subjects) order by opened_at, id")
                .bindArray("subjects", String.class, subjects)
                .map((row, context) -> owed(row))
                .list());
    }

    /** What is owed about each of these children. */
    Map<String, List<Duty>> openOf(Collection<String> students) {
        return jdbi.withHandle(handle -> handle
                .createQuery("select " + COLUMNS
                        + " from duty where student = any(:students) and state = 'OPEN' order by opened_at, id")
                .bindArray("students", String.class, students)
                .map((row, context) -> owed(row))
                .stream()
                .collect(Collectors.groupingBy(
                        owed -> owed.codes().student(), Collectors.mapping(Owed::duty, Collectors.toList()))));
    }

    /** Ends open duties of children as lapsed, each seen. */
    void saveLapses(Collection<Duty> lapsed) {
        if (lapsed.isEmpty()) {
            return;
        }
        Instant never = Instant.MIN;
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update duty set state = 'LAPSED', ended_at = r.ended_at, ended_known_at = (select baoxue_now())
                        from unnest(:ids, cast(:ends as timestamptz[])) as r (id, ended_at)
                        where duty.id = r.id and duty.state = 'OPEN'
                        """)
                .bindArray("ids", String.class, lapsed.stream().map(Duty::id).toList())
                .bindArray(
                        "ends",
                        String.class,
                        lapsed.stream()
                                .map(duty -> duty.endedAt(never).toString())
                                .toList())
                .execute());
    }

    List<Owed> openClassDays(String school, LocalDate date) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from duty where school = :school and date = :date
                          and subject_kind = 'CLASS_DAY' and state = 'OPEN' order by id
                        """)
                .bind("school", school)
                .bind("date", date)
                .map((row, context) -> owed(row))
                .list());
    }

    public Optional<Owed> duty(String id) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from duty where id = :id")
                .bind("id", id)
                .map((row, context) -> owed(row))
                .findOne());
    }

    /** Open or ended duties by id. */
    public List<Owed> duties(Collection<String> ids) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + " from duty where id = any(:ids) order by id")
                        .bindArray("ids", String.class, ids)
                        .map((row, context) -> owed(row))
                        .list());
    }

    public Map<String, List<Firing>> firingsOf(Collection<String> spells) {
        Map<String, List<Firing>> firings = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select * from firing where spell = any(:spells)")
                .bindArray("spells", String.class, spells)
                .map((row, context) -> firings.computeIfAbsent(row.getString("spell"), spell -> new ArrayList<>())
                        .add(firing(row)))
                .list());
        return firings;
    }

    public List<Evidence> evidenceOf(Collection<String> subjects) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select e.duty, e.kind, e.outcome, e.at from duty_evidence e join duty d on d.id = e.duty
                        where d.subject = any(:subjects) order by e.id
                        """)
                .bindArray("subjects", String.class, subjects)
                .map((row, context) -> new Evidence(
                        row.getString("duty"),
                        Evidence.Kind.valueOf(row.getString("kind")),
                        row.getString("outcome"),
                        instant(row, "at")))
                .list());
    }

    /** @param recordedAt when it became known here */
    public void keep(
            Evidence evidence,
            EvidenceDetails details,
            @Nullable String note,
            @Nullable String by,
            @Nullable String source,
            Instant recordedAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into duty_evidence (duty, kind, outcome, note, by_whom, at, how, whom, visitors, number, source,
                            recorded_at)
                        values (:duty, :kind, :outcome, :note, :by, :at, :how, :whom, :visitors, :number, :source,
                            :recordedAt)
                        """)
                .bind("how", details.how() == null ? null : details.how().name())
                .bind("whom", details.whom())
                .bind("visitors", details.visitors())
                .bind("number", details.number())
                .bind("source", source)
                .bind("recordedAt", recordedAt)
                .bind("duty", evidence.duty())
                .bind("kind", evidence.kind().name())
                .bind("outcome", evidence.outcome())
                .bind("note", note)
                .bind("by", by)
                .bind("at", evidence.at())
                .execute());
    }

    /** Whether the event {@code source} has been taken as evidence of the duty before. */
    boolean hasHeard(String duty, String source) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from duty_evidence where duty = :duty and source = :source)")
                .bind("duty", duty)
                .bind("source", source)
                .mapTo(Boolean.class)
                .one());
    }

    /** What the office found, as a fact about the child. */
    public void keepVerification(String student, Duty duty, String outcome, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into verification (student, duty, date, outcome, at)
                        values (:student, :duty, :date, :outcome, :at) on conflict do nothing
                        """)
                .bind("student", student)
                .bind("duty", duty.id())
                .bind("date", duty.date())
                .bind("outcome", outcome)
                .bind("at", at)
                .execute());
    }

    /** @param whys why each duty that is new was opened; kept with it */
    public void saveDuties(Collection<Owed> duties, Map<String, Why> whys) {
        if (duties.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into duty (id, rule, subject_kind, subject, student, school, place, home_place, class_id, date,
                            day, revision, firing, owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state,
                            ended_at, unseen, reason, why, opened_for)
                        select id, rule, subject_kind, subject, student, school, place, home_place, class_id, date,
                            day, revision, firing, owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state,
                            ended_at, unseen, reason, why, subject
                        from jsonb_populate_recordset(null::duty, cast(:rows as jsonb))
                        on conflict (id) do update set subject = excluded.subject, owner_post = excluded.owner_post,
                            owner_scope = excluded.owner_scope, due_at = excluded.due_at, late = excluded.late,
                            unfounded = excluded.unfounded, state = excluded.state, ended_at = excluded.ended_at,
                            unseen = excluded.unseen, reason = excluded.reason,
                            ended_known_at = case when duty.state = 'OPEN' and excluded.state <> 'OPEN'
                                then (select baoxue_now()) else duty.ended_known_at end
                        """)
                .bind(
                        "rows",
                        Json.write(duties.stream().map(owed -> row(owed, whys)).toList()))
                .execute());
    }

    public void saveFirings(Map<String, List<Firing>> bySpell, Map<String, Why> whys) {
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
            row.put("why", why(whys.get(firing.id())));
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

    private static Map<String, Object> row(Owed owed, Map<String, Why> whys) {
        Duty duty = owed.duty();
        Map<String, Object> row = new HashMap<>();
        row.put("id", duty.id());
        row.put("rule", duty.rule());
        row.put("subject_kind", duty.subject().kind());
        row.put("subject", duty.subject().id());
        Optional.ofNullable(owed.student()).ifPresent(student -> row.put("student", student));
        row.put("school", owed.codes().school());
        row.put("place", owed.codes().place());
        Optional.ofNullable(owed.codes().homePlace()).ifPresent(home -> row.put("home_place", home));
        row.put("class_id", owed.codes().classId());
        row.put("date", duty.date());
        row.put("day", duty.day());
        row.put("revision", duty.revision());
        Optional.ofNullable(duty.firing()).ifPresent(firing -> row.put("firing", firing));
        row.put("owner_post", duty.owner().post());
        row.put("owner_scope", duty.owner().scope());
        row.put("opened_at", duty.openedAt());
        row.put("base", duty.base());
        row.put("due_at", duty.dueAt());
        row.put("late", duty.late());
        row.put("unfounded", duty.unfounded());
        row.put("unseen", false);
        row.put("why", why(whys.get(duty.id())));
        putState(row, duty.state());
        return row;
    }

    /** As it is published. */
    private static Map<String, Object> why(@Nullable Why why) {
        return why == null ? Map.of() : EscalationEvents.why(why);
    }

    static String nameOf(Duty.State state) {
        return switch (state) {
            case Duty.Open open -> "OPEN";
            case Duty.Done done -> "DONE";
            case Duty.Lapsed lapsed -> "LAPSED";
            case Duty.Cancelled cancelled -> "CANCELLED";
        };
    }

    private static void putState(Map<String, Object> row, Duty.State state) {
        row.put("state", nameOf(state));
        switch (state) {
            case Duty.Open open -> {}
            case Duty.Done done -> row.put("ended_at", done.at());
            case Duty.Lapsed lapsed -> {
                row.put("ended_at", lapsed.at());
                row.put("unseen", lapsed.unseen());
            }
            case Duty.Cancelled cancelled -> {
                row.put("ended_at", cancelled.at());
                row.put("reason", cancelled.reason());
            }
        }
    }

    static Owed owed(ResultSet row) throws SQLException {
        String student = row.getString("student");
        Duty duty = new Duty(
                row.getString("id"),
                row.getString("rule"),
                new Subject(Subject.Kind.valueOf(row.getString("subject_kind")), row.getString("subject")),
                row.getObject("date", LocalDate.class),
                row.getInt("day"),
                row.getInt("revision"),
                row.getString("firing"),
                new Post(row.getString("owner_post"), row.getString("owner_scope")),
                instant(row, "opened_at"),
                instant(row, "base"),
                instant(row, "due_at"),
                row.getBoolean("late"),
                row.getBoolean("unfounded"),
                state(row));
        return new Owed(
                duty,
                student,
                new WatchedChild(
                        student == null ? "" : student,
                        row.getString("school"),
                        row.getString("place"),
                        row.getString("home_place"),
                        row.getString("class_id")));
    }

    private static Duty.State state(ResultSet row) throws SQLException {
        return switch (row.getString("state")) {
            case "OPEN" -> new Duty.Open();
            case "DONE" -> new Duty.Done(instant(row, "ended_at"));
            case "LAPSED" -> new Duty.Lapsed(instant(row, "ended_at"), row.getBoolean("unseen"));
            case "CANCELLED" ->
                new Duty.Cancelled(instant(row, "ended_at"), Duty.Reason.valueOf(row.getString("reason")));
            default -> throw new IllegalStateException("a duty's state is not " + row.getString("state"));
        };
    }

    static Firing firing(ResultSet row) throws SQLException {
        return new Firing(
                row.getString("id"),
                row.getString("rule"),
                row.getInt("revision"),
                row.getInt("day"),
                instant(row, "due_at"),
                instant(row, "fired_at"),
                row.getBoolean("late"),
                row.getBoolean("unwatermarked"),
                Firing.Outside.valueOf(row.getString("outside")),
                row.getBoolean("withdrawn"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
