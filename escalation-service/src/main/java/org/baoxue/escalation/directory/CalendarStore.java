package org.baoxue.escalation.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baoxue.escalation.calendar.SchoolCalendar.Level.Kind;
import org.baoxue.escalation.calendar.SchoolCalendar.NamedDay;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.calendar.SchoolCalendar.TermsUntil;
import org.baoxue.escalation.directory.CalendarsChanged.Owner;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** What each level says itself of its school days, and what it said before of days that have come. */
@ApplicationScoped
class CalendarStore {
    private final Jdbi jdbi;

    CalendarStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Entry(Owner owner, OwnCalendar says, long revision) {
        static Entry of(Shapes.Calendar calendar) {
            return new Entry(
                    new Owner(Kind.valueOf(calendar.ownerKind()), calendar.owner()),
                    new OwnCalendar(terms(calendar.terms()), List.of(), days(calendar.days())),
                    calendar.revision());
        }

        /** Whatever is entered after it was taken away is newer. */
        Entry gone() {
            return new Entry(owner, OwnCalendar.NONE, 0);
        }

        Entry saying(OwnCalendar other) {
            return new Entry(owner, other, revision);
        }

        Map<String, Object> row() {
            return Map.of(
                    "owner", owner.code(),
                    "kind", owner.kind(),
                    "terms", says.terms(),
                    "earlier", says.earlier(),
                    "days", rowsOf(says.days()),
                    "revision", revision);
        }
    }

    Map<String, OwnCalendar> calendarsOf(Collection<String> owners) {
        Map<String, OwnCalendar> calendars = new HashMap<>();
        entries(owners).forEach((owner, entry) -> calendars.put(owner, entry.says()));
        return calendars;
    }

    Map<String, OwnCalendar> calendarsOf(Collection<String> owners, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from calendars_as_of(:asOf, :owners)")
                .bind("asOf", asOf)
                .bindArray("owners", String.class, new HashSet<>(owners))
                .map((row, context) -> entry(row))
                .collect(Collectors.toMap(entry -> entry.owner().code(), Entry::says)));
    }

    /**
     * What an owner said of its calendar.
     *
     * @param calendar nothing where it was taken away
     */
    record Said(String owner, Optional<Shapes.Calendar> calendar, Instant at) {}

    /**
     * @param since from which date on whose calendar may speak otherwise
     * @param kept the calendars that are other than before, with what they said of the days that have come
     */
    record Entered(Map<Owner, LocalDate> since, List<Map<String, Object>> kept) {}

    /** Keeps what the owners said, one after another. */
    Entered enter(List<Said> said) {
        Set<String> owners = said.stream().map(Said::owner).collect(Collectors.toSet());
        if (owners.isEmpty()) {
            return new Entered(Map.of(), List.of());
        }
        Map<String, Entry> entries = entries(owners);
        Map<String, ZoneId> zones = zones(said, entries.values());
        Map<Owner, LocalDate> changed = new HashMap<>();
        Map<String, Entry> touched = new HashMap<>();
        Map<String, Entry> other = new TreeMap<>();
        for (Said one : said) {
            Optional<Entry> known = Optional.ofNullable(entries.get(one.owner()));
            one.calendar()
                    .map(Entry::of)
                    .filter(entry -> known.stream().noneMatch(earlier -> earlier.revision() > entry.revision()))
                    .or(() -> one.calendar().isPresent() ? Optional.empty() : known.map(Entry::gone))
                    .ifPresent(entry -> {
                        OwnCalendar before = known.map(Entry::says).orElse(OwnCalendar.NONE);
                        LocalDate today = one.at()
                                .atZone(zones.getOrDefault(one.owner(), ZoneOffset.UTC))
                                .toLocalDate();
                        Entry next = entry.saying(entry.says().following(before, today));
                        before.firstDifference(next.says(), today)
                                .ifPresent(
                                        first -> changed.merge(next.owner(), first, (a, b) -> a.isBefore(b) ? a : b));
                        entries.put(one.owner(), next);
                        touched.put(one.owner(), next);
                        if (!next.says().equals(before)) {
                            other.put(one.owner(), next);
                        }
                    });
        }
        put(touched.values().stream()
                .filter(entry -> !entry.says().equals(OwnCalendar.NONE))
                .toList());
        remove(touched.values().stream()
                .filter(entry -> entry.says().equals(OwnCalendar.NONE))
                .toList());
        return new Entered(changed, other.values().stream().map(Entry::row).toList());
    }

    /** Where the schools of each owner are: a day has come when it has come there. Of an owner without schools, none. */
    private Map<String, ZoneId> zones(List<Said> said, Collection<Entry> known) {
        Map<String, Kind> kinds = new HashMap<>();
        known.forEach(entry -> kinds.put(entry.owner().code(), entry.owner().kind()));
        said.forEach(one ->
                one.calendar().ifPresent(calendar -> kinds.put(one.owner(), Kind.valueOf(calendar.ownerKind()))));
        List<Map<String, String>> rows = new ArrayList<>();
        kinds.forEach((owner, kind) -> rows.add(Map.of("owner", owner, "kind", kind.name())));
        Map<String, ZoneId> zones = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select owner, zone from jsonb_to_recordset(cast(:rows as jsonb)) as r (owner text, kind text)
                        cross join lateral (select case kind
                            when 'CLASS' then (select s.zone from child c join school s on s.code = c.school
                                where c.class_id = owner limit 1)
                            when 'SCHOOL' then (select zone from school where code = owner)
                            when 'PLACE' then (select zone from school where starts_with(place, owner) limit 1)
                            else (select zone from school where place ~ '^[0-9]' limit 1) end as zone) as schools
                        where zone is not null
                        """)
                .bind("rows", Json.write(rows))
                .map((row, context) -> zones.put(row.getString("owner"), ZoneId.of(row.getString("zone"))) == null)
                .list());
        return zones;
    }

    private Map<String, Entry> entries(Collection<String> owners) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from calendar where owner = any(:owners)")
                .bindArray("owners", String.class, new HashSet<>(owners))
                .map((row, context) -> entry(row))
                .collect(Collectors.toMap(entry -> entry.owner().code(), entry -> entry)));
    }

    private void put(List<Entry> entries) {
        if (!entries.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into calendar (owner, owner_kind, terms, earlier, days, revision)
                            select owner, kind, terms, earlier, days, revision
                            from jsonb_to_recordset(cast(:rows as jsonb))
                                as r (owner text, kind text, terms jsonb, earlier jsonb, days jsonb, revision bigint)
                            on conflict (owner) do update set terms = excluded.terms, earlier = excluded.earlier,
                                days = excluded.days, revision = excluded.revision
                            """)
                    .bind("rows", Json.write(entries.stream().map(Entry::row).toList()))
                    .execute());
        }
    }

    private void remove(List<Entry> entries) {
        if (!entries.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate("delete from calendar where owner = any(:owners)")
                    .bindArray(
                            "owners",
                            String.class,
                            entries.stream().map(entry -> entry.owner().code()).toList())
                    .execute());
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new Owner(Kind.valueOf(row.getString("owner_kind")), row.getString("owner")),
                new OwnCalendar(
                        List.of(Json.read(row.getString("terms"), Term[].class)),
                        List.of(Json.read(row.getString("earlier"), TermsUntil[].class)),
                        days(List.of(Json.read(row.getString("days"), Shapes.Day[].class)))),
                row.getLong("revision"));
    }

    private static List<Term> terms(List<Shapes.Term> terms) {
        return terms.stream().map(term -> new Term(term.from(), term.to())).toList();
    }

    private static Map<LocalDate, NamedDay> days(List<Shapes.Day> named) {
        Map<LocalDate, NamedDay> days = new HashMap<>();
        named.forEach(day -> days.put(
                day.date(),
                new NamedDay(day.school(), Optional.ofNullable(day.occasion()).orElse(""))));
        return days;
    }

    private static List<Shapes.Day> rowsOf(Map<LocalDate, NamedDay> days) {
        return days.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(day -> new Shapes.Day(
                        day.getKey(), day.getValue().school(), day.getValue().occasion()))
                .toList();
    }
}
