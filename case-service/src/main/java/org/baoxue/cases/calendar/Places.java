package org.baoxue.cases.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.baoxue.kit.event.Json;
import org.jspecify.annotations.Nullable;

/** Where a school lies and when it teaches, from our copy of the directory. Call it inside a transaction. */
@ApplicationScoped
public class Places {

    private final PlaceStore store;
    private final WatchConfig config;

    Places(PlaceStore store, WatchConfig config) {
        this.store = store;
        this.config = config;
    }

    /** The last day on which a return of {@code returnedOn} is watched. */
    public LocalDate watchUntil(LocalDate returnedOn, @Nullable String classId, String school, String place) {
        return days(classId, school, place).after(returnedOn, config.returnWatchDays());
    }

    /** The same counted again, by the calendar of now; it stays {@code stored} where that no longer speaks of these days. */
    public LocalDate watchUntilAgain(
            LocalDate returnedOn, LocalDate stored, @Nullable String classId, String school, String place) {
        return days(classId, school, place).again(returnedOn, config.returnWatchDays(), stored);
    }

    /** The date that {@code instant} has at the school; in UTC while the directory has not told its zone. */
    public LocalDate dateAt(Instant instant, String school, String place) {
        return LocalDate.ofInstant(instant, ZoneId.of(store.zone(school, place)));
    }

    /** The county (or district) that a place lies in; empty while the directory has not told of it. */
    public Optional<String> county(String place) {
        return store.county(place);
    }

    private SchoolDays days(@Nullable String classId, String school, String place) {
        return new SchoolDays(store.calendars(classId, school, place).stream()
                .map(Places::level)
                .toList());
    }

    private static SchoolDays.Level level(PlaceStore.Row row) {
        var own = row.ownerKind().equals("CLASS") || row.ownerKind().equals("SCHOOL");
        var terms = Arrays.stream(Json.read(row.terms(), Published.Term[].class))
                .map(term -> new SchoolDays.Term(term.from(), term.to()))
                .toList();
        var days = Arrays.stream(Json.read(row.days(), Published.Day[].class))
                .collect(Collectors.toMap(Published.Day::date, Published.Day::school, (first, last) -> last));
        return new SchoolDays.Level(own, terms, days);
    }
}
