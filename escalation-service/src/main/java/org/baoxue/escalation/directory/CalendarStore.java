package org.baoxue.escalation.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /**
     * Keeps what the owners say now. Of an owner under whose calendar no absence was told yet there is nothing to take back.
     *
     * @param gone whose calendar was taken away
     * @return from which date on whose calendar may speak otherwise
     */
    Map<Owner, LocalDate> enter(List<Shapes.Calendar> calendars, Set<String> gone, LocalDate today) {
        Set<String> owners = new HashSet<>(gone);
        calendars.forEach(calendar -> owners.add(calendar.owner()));
        if (owners.isEmpty()) {
            return Map.of();
        }
        Map<String, Entry> before = entries(owners);
        List<Entry> said = Stream.concat(
                        calendars.stream().map(Entry::of).filter(entry -> !isOlder(entry, before)),
                        gone.stream()
                                .flatMap(owner -> Optional.ofNullable(before.get(owner)).stream())
                                .map(Entry::gone))
                .filter(entry -> !entry.says().equals(saidBy(entry, before)))
                .toList();
        Set<String> told = withAbsences(said);
        List<Entry> next = said.stream()
                .map(entry -> told.contains(entry.owner().code())
                        ? entry.saying(entry.says().following(saidBy(entry, before), today))
                        : entry)
                .toList();
        put(next.stream()
                .filter(entry -> !entry.says().equals(OwnCalendar.NONE))
                .toList());
        remove(next.stream()
                .filter(entry -> entry.says().equals(OwnCalendar.NONE))
                .toList());
        Map<Owner, LocalDate> changed = new HashMap<>();
        next.forEach(entry -> saidBy(entry, before)
                .firstDifference(entry.says(), today)
                .ifPresent(first -> changed.put(entry.owner(), first)));
        return changed;
    }

    private static boolean isOlder(Entry entry, Map<String, Entry> before) {
        return Optional.ofNullable(before.get(entry.owner().code()))
                .filter(known -> known.revision() > entry.revision())
                .isPresent();
    }

    private static OwnCalendar saidBy(Entry entry, Map<String, Entry> before) {
        return Optional.ofNullable(before.get(entry.owner().code()))
                .map(Entry::says)
                .orElse(OwnCalendar.NONE);
    }

    private Map<String, Entry> entries(Collection<String> owners) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from calendar where owner = any(:owners)")
                .bindArray("owners", String.class, new HashSet<>(owners))
                .map((row, context) -> entry(row))
                .collect(Collectors.toMap(entry -> entry.owner().code(), entry -> entry)));
    }

    private Set<String> withAbsences(List<Entry> entries) {
        if (entries.isEmpty()) {
            return Set.of();
        }
        return jdbi.withHandle(handle -> new HashSet<>(handle.createQuery("""
                        select owner from jsonb_to_recordset(cast(:rows as jsonb)) as r (owner text, kind text)
                        where case kind
                            when 'CLASS' then exists (select from spell where class_id = owner)
                            when 'SCHOOL' then exists (select from spell where school = owner)
                            when 'PLACE' then exists (select from spell where starts_with(place, owner))
                            else exists (select from spell where place ~ '^[0-9]') end
                        """)
                .bind(
                        "rows",
                        Json.write(entries.stream()
                                .map(entry -> Map.of(
                                        "owner",
                                        entry.owner().code(),
                                        "kind",
                                        entry.owner().kind().name()))
                                .toList()))
                .mapTo(String.class)
                .list()));
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
