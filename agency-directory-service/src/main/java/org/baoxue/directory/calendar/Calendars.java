package org.baoxue.directory.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.directory.organisation.Organisation;
import org.baoxue.directory.place.Place;
import org.baoxue.directory.place.Places;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshots;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Writes and finds calendars. Every method wants a transaction around it. */
@ApplicationScoped
public class Calendars {

    private final CalendarRows rows;
    private final Places places;
    private final Snapshots snapshots;
    private final SuiteClock clock;

    Calendars(CalendarRows rows, Places places, Snapshots snapshots, SuiteClock clock) {
        this.rows = rows;
        this.places = places;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** The national list that travels with the service; what a person has written since stays. */
    public void ship(String nation, List<Day> days) {
        snapshots.claim(Kind.CALENDAR, nation);
        var row = rows.findById(nation);
        if (row == null) {
            row = new CalendarRow(nation, OwnerKind.NATION, null);
            write(row, List.of(), days, CalendarRow.Origin.SHIPPED);
        } else if (row.origin == CalendarRow.Origin.SHIPPED && !row.says(List.of(), days)) {
            write(row, List.of(), days, CalendarRow.Origin.SHIPPED);
        }
    }

    Optional<CalendarRow> find(OwnerKind kind, String owner) {
        return rows.findByIdOptional(owner).filter(row -> row.ownerKind == kind);
    }

    /** Waits for other writers of this calendar; to be called before anything of it is read for a change. */
    void claim(String owner) {
        snapshots.claim(Kind.CALENDAR, owner);
    }

    /** Returns whether the calendar is new. The same content again changes nothing. */
    boolean put(Owner owner, List<Term> terms, List<Day> days) {
        var row = rows.findById(owner.code());
        mustBeOfThisKind(row, owner);
        var sortedTerms =
                terms.stream().sorted(Comparator.comparing(Term::from)).toList();
        var sortedDays = days.stream().sorted(Comparator.comparing(Day::date)).toList();
        if (row != null && row.says(sortedTerms, sortedDays)) {
            return false;
        }
        boolean created = row == null;
        var written = row == null ? new CalendarRow(owner.code(), owner.kind(), owner.school()) : row;
        write(written, sortedTerms, sortedDays, CalendarRow.Origin.LOCAL);
        return created;
    }

    void delete(CalendarRow row) {
        rows.delete(row);
        rows.flush();
        snapshots.gone(Kind.CALENDAR, row.owner);
    }

    /** The calendars that a class of a school lives under, nearest first. */
    Levels levels(@Nullable String classId, Organisation school) {
        var owners = new ArrayList<String>();
        if (classId != null) {
            owners.add(classId);
        }
        owners.add(school.code());
        places.chain(school.place()).stream().map(Place::code).forEach(owners::add);
        return new Levels(owners.stream()
                .flatMap(owner -> Stream.ofNullable(rows.findById(owner)))
                .map(CalendarRow::calendar)
                .toList());
    }

    private void write(CalendarRow row, List<Term> terms, List<Day> days, CalendarRow.Origin by) {
        row.become(terms, days, by, snapshots.nextRevision(), clock.now());
        rows.persistAndFlush(row);
        snapshots.publish(row.snapshot());
    }

    private static void mustBeOfThisKind(@Nullable CalendarRow row, Owner owner) {
        if (row != null && row.ownerKind != owner.kind()) {
            throw Problems.conflict(
                    "owner-of-another-kind",
                    "This code already has a calendar of another kind: codes and ids are unique in the suite.",
                    new Problem.At("path:ownerKind", row.ownerKind.name()));
        }
    }
}
