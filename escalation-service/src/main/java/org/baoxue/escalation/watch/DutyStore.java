package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
import org.baoxue.escalation.duty.Post;
import org.baoxue.escalation.duty.Why;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Duties and evidence: history, of which rows change only towards their ending. */
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
        return jdbi.withHandle(
                handle -> handle.createQuery(eachOf("subjects", "duty.subject = asked.key") + " order by opened_at, id")
                        .bindArray("subjects", String.class, subjects)
                        .map((row, context) -> owed(row))
                        .list());
    }

    /** What is owed about each of these children. */
    Map<String, List<Duty>> openOf(Collection<String> students) {
        return jdbi.withHandle(handle -> handle
                .createQuery(
                        eachOf("students", "duty.student = asked.key and state = 'OPEN'") + " order by opened_at, id")
                .bindArray("students", String.class, students)
                .map((row, context) -> owed(row))
                .stream()
                .collect(Collectors.groupingBy(
                        owed -> owed.codes().student(), Collectors.mapping(Owed::duty, Collectors.toList()))));
    }

    /** Each key by the index, whatever the planner has heard of the table: "offset 0" keeps it from reading the whole of it. */
    private static String eachOf(String keys, String isAsked) {
        return "select found.* from unnest(:" + keys + ") as asked (key) cross join lateral (select " + COLUMNS
                + " from duty where " + isAsked + " offset 0) as found";
    }

    /** What became of duties that are kept already; an ending changes no index. */
    public void saveChanged(Collection<Duty> duties) {
        if (duties.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update duty set subject = r.subject, owner_post = r.owner_post, owner_scope = r.owner_scope,
                            due_at = r.due_at, late = r.late, unfounded = r.unfounded, state = r.state, ended_at = r.ended_at,
                            unseen = r.unseen, reason = r.reason,
                            ended_known_at = case when duty.state = 'OPEN' and r.state <> 'OPEN'
                                then (select baoxue_now()) else duty.ended_known_at end
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r (id text, subject text, owner_post text,
                            owner_scope text, due_at timestamptz, late boolean, unfounded boolean, state text,
                            ended_at timestamptz, unseen boolean, reason text)
                        where duty.id = r.id
                        """)
                .bind("rows", Json.write(duties.stream().map(DutyStore::changed).toList()))
                .execute());
    }

    private static Map<String, Object> changed(Duty duty) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", duty.id());
        row.put("subject", duty.subject().id());
        row.put("owner_post", duty.owner().post());
        row.put("owner_scope", duty.owner().scope());
        row.put("due_at", duty.dueAt());
        row.put("late", duty.late());
        row.put("unfounded", duty.unfounded());
        row.put("unseen", false);
        putState(row, duty.state());
        return row;
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

    /** Of the school's classes from the date on, of every revision; none that was posted. */
    List<Owed> classDaysSince(String school, LocalDate since) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from duty where school = :school and date >= :since
                          and subject_kind = 'CLASS_DAY' and state <> 'DONE' order by id
                        """)
                .bind("school", school)
                .bind("since", since)
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

    /**
     * What is owed anew; in which state it is, as what nobody could have seen in time lapses at once.
     *
     * @param whys why each was opened; kept with it
     */
    public void add(Collection<Owed> opened, Map<String, Why> whys) {
        if (opened.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with opened as materialized (
                            select nextval('duty_why_no') as no, r.*
                            from jsonb_populate_recordset(null::duty, cast(:rows as jsonb)) as r
                        ), said as (
                            insert into duty_why (no, why) select no, why from opened
                        )
                        insert into duty (id, rule, subject_kind, subject, student, school, place, home_place, class_id, date,
                            day, revision, firing, owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state,
                            ended_at, unseen, reason, why_no, opened_for)
                        select id, rule, subject_kind, subject, student, school, place, home_place, class_id, date,
                            day, revision, firing, owner_post, owner_scope, opened_at, base, due_at, late, unfounded, state,
                            ended_at, unseen, reason, no, subject
                        from opened
                        """)
                .bind(
                        "rows",
                        Json.write(opened.stream().map(owed -> row(owed, whys)).toList()))
                .execute());
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
    static Map<String, Object> why(@Nullable Why why) {
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

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
