package org.baoxue.attendance.day;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.baoxue.attendance.day.SchoolDayStore.ClassDay;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.Schools;
import org.baoxue.attendance.school.Session;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.due.DueWork;
import org.baoxue.kit.outbox.Outbox;
import org.baoxue.kit.outbox.OutgoingEvent;
import org.baoxue.kit.store.Transactions;

/**
 * Closes each school's day when it is complete.
 *
 * <p>Whoever accepts a fact of a school holds its lock in common from before the time of acceptance is read until commit; the
 * close takes the lock alone. So a fact accepted before the day's end is in the outbox before the close is, and one accepted
 * later bears a later time.
 */
@ApplicationScoped
class ClosingSchoolDays implements DueWork {

    static final String TOPIC = "baoxue.attendance.v1";

    private final SchoolDayStore store;
    private final CalendarStore calendars;
    private final SchoolDays days;
    private final Schools schools;
    private final Transactions transactions;
    private final SuiteClock clock;
    private final Outbox outbox;

    ClosingSchoolDays(
            SchoolDayStore store,
            CalendarStore calendars,
            SchoolDays days,
            Schools schools,
            Transactions transactions,
            SuiteClock clock,
            Outbox outbox) {
        this.store = store;
        this.calendars = calendars;
        this.days = days;
        this.schools = schools;
        this.transactions = transactions;
        this.clock = clock;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "close-school-day";
    }

    @Override
    public int work(Instant now, int limit) {
        var due = transactions.asWorker(() -> store.due(now, limit));
        List<RuntimeException> failures = new ArrayList<>();
        for (var school : due) {
            try {
                transactions.asWorker(() -> close(school, now));
            } catch (RuntimeException failed) {
                failures.add(failed); // one school that cannot be closed keeps no other open
            }
        }
        if (!failures.isEmpty()) {
            var first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
        return due.size();
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(SchoolDayStore.WAITING);
    }

    private void close(String code, Instant now) {
        schools.lockForClosing(code);
        var date = store.claim(code, now);
        var school = schools.find(code);
        if (school == null) {
            store.unplan(code);
        } else if (date.isPresent()) {
            // a calendar change that overtook an earlier close may have planned its date again
            if (store.closedAt(code, date.get()).isEmpty()) {
                close(school, date.get());
            }
            days.planAfter(school, date.get());
        }
    }

    private void close(School school, LocalDate date) {
        var calendar = calendars.of(school);
        var classes = store.classDays(school.code(), date).stream()
                .filter(day -> calendar.isSchoolDay(day.classId(), date))
                .toList();
        var closed = closed(school, date, classes, clock.now());
        store.close(closed);
        var events = new ArrayList<OutgoingEvent>();
        if (!school.exceptionsOnly()) {
            classes.stream()
                    .map(day -> notMarked(school, date, day, closed.closedAt()))
                    .flatMap(Optional::stream)
                    .forEach(events::add);
        }
        events.add(OutgoingEvent.of(
                TOPIC, school.code(), "org.baoxue.attendance.school-day-closed.v1", 1, closed, closed.closedAt()));
        outbox.append(events);
    }

    private static SchoolDayClosed closed(School school, LocalDate date, List<ClassDay> classes, Instant now) {
        int members = classes.stream().mapToInt(ClassDay::members).sum();
        int marked = classes.stream().mapToInt(ClassDay::marked).sum();
        return new SchoolDayClosed(
                school.code(),
                school.place(),
                date,
                school.closesAt(date),
                now,
                members,
                school.exceptionsOnly() ? members : marked,
                school.exceptionsOnly());
    }

    private static Optional<OutgoingEvent> notMarked(School school, LocalDate date, ClassDay day, Instant now) {
        var missing = school.dueSessions().stream()
                .map(Session::code)
                .filter(code -> !day.sessions().contains(code))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        var event = new ClassNotMarked(school.code(), school.place(), day.classId(), date, missing, now);
        return Optional.of(
                OutgoingEvent.of(TOPIC, school.code(), "org.baoxue.attendance.class-not-marked.v1", 1, event, now));
    }
}
