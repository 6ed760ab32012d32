package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.baoxue.escalation.duty.Deadline;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Spells as they are kept. */
@ApplicationScoped
public class SpellStore {
    private static final String RETURNED_BY_CORRECTION = "RETURNED_BY_CORRECTION";

    private final Jdbi jdbi;

    SpellStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Missed(LocalDate date, int order, Instant takenAt) {}

    private record Expected(String rule, LocalDate day, Instant at) {}

    public List<KnownSpell> spellsOf(Collection<String> students) {
        Parsed parsed = new Parsed();
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select spell.* from unnest(:students) as asked (student) join spell using (student) order by created_at, id")
                .bindArray("students", String.class, students)
                .map((row, context) -> spell(row, parsed))
                .list());
    }

    /** As their openings were known then; an ending is as it is known now. */
    List<KnownSpell> spellsAsOf(Collection<String> students, Instant asOf) {
        Parsed parsed = new Parsed();
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select s.* from unnest(:students) as c (student) cross join lateral spells_as_of(:asOf, c.student) s
                        order by s.created_at, s.id
                        """)
                .bindArray("students", String.class, students)
                .bind("asOf", asOf)
                .map((row, context) -> spell(row, parsed))
                .list());
    }

    /** Those of {@code students} whose absence may be touched by something that happened on {@code date} or later. */
    public List<String> concerned(Collection<String> students, LocalDate date) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct student from unnest(:students) as asked (student) join spell using (student)
                        where state = 'OPEN' or coalesce(ended_date, opened_date) >= :date
                        """)
                .bindArray("students", String.class, students)
                .bind("date", date)
                .mapTo(String.class)
                .list());
    }

    /** Children of these schools who are missing, or of whose absence something is yet to fire. */
    public List<String> openIn(Collection<String> schools) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select student from spell where school = any(:schools) and state = 'OPEN'
                        union
                        select student from spell where school = any(:schools) and state <> 'OPEN' and deadlines <> '[]'
                        """)
                .bindArray("schools", String.class, schools)
                .mapTo(String.class)
                .list());
    }

    void save(List<KnownSpell> spells) {
        if (spells.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into spell (id, student, school, place, home_place, class_id, opened_date, opened_order,
                            opened_at, missed, state, ended_date, ended_order, ended_at, created_at, known_at,
                            policy_place, policy_from, policy_version, deadlines)
                        select id, student, school, place, home_place, class_id, opened_date, opened_order,
                            opened_at, missed, state, ended_date, ended_order, ended_at, created_at, known_at,
                            policy_place, policy_from, policy_version, deadlines
                        from jsonb_populate_recordset(null::spell, cast(:rows as jsonb))
                        on conflict (id) do update set school = excluded.school, place = excluded.place,
                            home_place = excluded.home_place, class_id = excluded.class_id,
                            opened_date = excluded.opened_date, opened_order = excluded.opened_order,
                            opened_at = excluded.opened_at, missed = excluded.missed, state = excluded.state,
                            ended_date = excluded.ended_date, ended_order = excluded.ended_order, ended_at = excluded.ended_at,
                            deadlines = excluded.deadlines
                        """)
                .bind("rows", Json.write(spells.stream().map(SpellStore::row).toList()))
                .execute());
    }

    private static Map<String, Object> row(KnownSpell known) {
        Spell spell = known.spell();
        Map<String, Object> row = new HashMap<>();
        row.put("id", spell.id());
        row.put("student", known.child().student());
        row.put("school", known.child().school());
        row.put("place", known.child().place());
        Optional.ofNullable(known.child().homePlace()).ifPresent(home -> row.put("home_place", home));
        row.put("class_id", known.child().classId());
        row.put("opened_date", spell.opened().date());
        row.put("opened_order", spell.opened().order());
        row.put("opened_at", spell.openedAt());
        List<Missed> missed = new ArrayList<>();
        spell.missed().forEach((slot, at) -> missed.add(new Missed(slot.date(), slot.order(), at)));
        row.put("missed", missed);
        row.put("created_at", spell.createdAt());
        row.put("known_at", known.knownAt());
        row.put("policy_place", known.policy().place());
        row.put("policy_from", known.policy().from());
        row.put("policy_version", known.policy().version());
        List<Expected> deadlines = new ArrayList<>();
        known.deadlines().forEach((rule, deadline) -> deadlines.add(new Expected(rule, deadline.day(), deadline.at())));
        row.put("deadlines", deadlines);
        putState(row, spell.state());
        return row;
    }

    private static void putState(Map<String, Object> row, Spell.State state) {
        row.put("state", nameOf(state));
        switch (state) {
            case Spell.Returned returned -> {
                row.put("ended_date", returned.at().date());
                row.put("ended_order", returned.at().order());
                row.put("ended_at", returned.takenAt());
            }
            case Spell.Excused excused -> {
                row.put("ended_date", excused.from().date());
                row.put("ended_order", excused.from().order());
            }
            case Spell.Left left -> row.put("ended_date", left.on());
            case Spell.Open open -> {}
            case Spell.Withdrawn withdrawn -> {}
        }
    }

    private static String nameOf(Spell.State state) {
        return switch (state) {
            case Spell.Open open -> "OPEN";
            case Spell.Returned returned -> returned.byCorrection() ? RETURNED_BY_CORRECTION : "RETURNED";
            case Spell.Excused excused -> "EXCUSED";
            case Spell.Left left -> "LEFT";
            case Spell.Withdrawn withdrawn -> "WITHDRAWN";
        };
    }

    /** What was read of the rows of one statement: the absences of a class mostly have the same marks and deadlines. */
    private static final class Parsed {
        private final Map<String, NavigableMap<Slot, Instant>> missed = new HashMap<>();
        private final Map<String, SortedMap<String, Deadline>> deadlines = new HashMap<>();

        NavigableMap<Slot, Instant> missed(String json) {
            return missed.computeIfAbsent(json, text -> {
                NavigableMap<Slot, Instant> marks = new TreeMap<>();
                Arrays.stream(Json.read(text, Missed[].class))
                        .forEach(mark -> marks.put(new Slot(mark.date(), mark.order()), mark.takenAt()));
                return Collections.unmodifiableNavigableMap(marks);
            });
        }

        SortedMap<String, Deadline> deadlines(String json) {
            return deadlines.computeIfAbsent(json, text -> {
                SortedMap<String, Deadline> known = new TreeMap<>();
                Arrays.stream(Json.read(text, Expected[].class))
                        .forEach(one -> known.put(one.rule(), new Deadline(one.day(), one.at())));
                return Collections.unmodifiableSortedMap(known);
            });
        }
    }

    private static KnownSpell spell(ResultSet row, Parsed parsed) throws SQLException {
        Spell spell = new Spell(
                row.getString("id"),
                new Slot(row.getObject("opened_date", LocalDate.class), row.getInt("opened_order")),
                instant(row, "opened_at"),
                parsed.missed(row.getString("missed")),
                state(row),
                instant(row, "created_at"));
        return new KnownSpell(
                spell,
                new WatchedChild(
                        row.getString("student"),
                        row.getString("school"),
                        row.getString("place"),
                        row.getString("home_place"),
                        row.getString("class_id")),
                new Policy.Key(
                        row.getString("policy_place"),
                        row.getObject("policy_from", LocalDate.class),
                        row.getInt("policy_version")),
                instant(row, "known_at"),
                parsed.deadlines(row.getString("deadlines")));
    }

    private static Spell.State state(ResultSet row) throws SQLException {
        @Nullable LocalDate date = row.getObject("ended_date", LocalDate.class);
        String state = row.getString("state");
        if (date == null) {
            return state.equals("OPEN") ? new Spell.Open() : new Spell.Withdrawn();
        }
        Slot slot = new Slot(date, row.getInt("ended_order"));
        return switch (state) {
            case "RETURNED" -> new Spell.Returned(slot, instant(row, "ended_at"), false);
            case RETURNED_BY_CORRECTION -> new Spell.Returned(slot, instant(row, "ended_at"), true);
            case "EXCUSED" -> new Spell.Excused(slot);
            case "LEFT" -> new Spell.Left(date);
            default -> throw new IllegalStateException("a spell's state is not " + state);
        };
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
