package org.baoxue.attendance.day;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.baoxue.attendance.day.SchoolDayStore.Plan;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.Schools;
import org.baoxue.kit.clock.ClockResource;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.store.Transactions;

/** Plans which day of each school is to be closed next. */
@ApplicationScoped
public class SchoolDays {

    private final SchoolDayStore store;
    private final ClassDayStore classDays;
    private final CalendarStore calendars;
    private final Schools schools;
    private final SuiteClock clock;
    private final Transactions transactions;

    SchoolDays(
            SchoolDayStore store,
            ClassDayStore classDays,
            CalendarStore calendars,
            Schools schools,
            SuiteClock clock,
            Transactions transactions) {
        this.store = store;
        this.classDays = classDays;
        this.calendars = calendars;
        this.schools = schools;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** Plans anew what follows these calendars or organisations; inside a worker's transaction. */
    public void replan(Set<String> owners) {
        if (owners.isEmpty()) {
            return;
        }
        var affected = store.schoolsUnder(owners);
        var now = clock.now();
        var known = schools.findAll(affected);
        for (var plan : store.plans(affected)) {
            var school = known.get(plan.school());
            if (school == null) {
                store.unplan(plan.school());
            } else {
                planAfter(school, lastSettled(school, plan, now));
            }
        }
    }

    /** In a drill the clock may go back before the first planned day of a school. */
    void replanEarlier(@Observes ClockResource.Moved moved) {
        transactions.asWorker(() -> {
            Collection<String> neverClosed = store.neverClosed();
            Map<String, School> known = schools.findAll(neverClosed);
            for (var plan : store.plans(neverClosed)) {
                var school = known.get(plan.school());
                if (school != null && plan.due() != null) {
                    var settled = lastSettled(school, plan, moved.now());
                    if (settled.plusDays(1).isBefore(plan.due())) {
                        planAfter(school, settled);
                    }
                }
            }
        });
    }

    /** Children came to these schools or left them: what is to be called on their next day counts anew. As worker. */
    public void reopen(Collection<String> codes) {
        Map<String, School> known = schools.findAll(codes);
        for (var plan : store.plans(codes)) {
            var school = known.get(plan.school());
            if (school != null && plan.due() != null) {
                open(school, calendars.of(school), plan.due());
            }
        }
    }

    /** Whether a class has school on a date. */
    public boolean isSchoolDay(School school, String classId, LocalDate date) {
        return calendars.of(school).isSchoolDay(classId, date);
    }

    void planAfter(School school, LocalDate date) {
        var calendar = calendars.of(school);
        classDays.forget(school.code(), date);
        calendar.dayAfter(date)
                .ifPresentOrElse(
                        next -> {
                            store.plan(school.code(), next, school.closesAt(next));
                            open(school, calendar, next);
                        },
                        () -> store.unplan(school.code()));
    }

    /** What is to be called on the next day is known from here on; where silence means present nothing is due. */
    private void open(School school, SchoolCalendars calendar, LocalDate date) {
        var classes = classDays.classes(school.code(), date).stream()
                .filter(one -> calendar.isSchoolDay(one.classId(), date))
                .toList();
        int due = school.exceptionsOnly()
                ? 0
                : school.dueSessions().stream()
                        .mapToInt(session -> 1 << (school.orderOf(session.code()) - 1))
                        .sum();
        classDays.open(school.code(), school.place(), date, due, classes);
    }

    /** The last date that needs no close any more: closed, or over before we knew of the school. */
    private static LocalDate lastSettled(School school, Plan plan, Instant now) {
        if (plan.closed() != null) {
            return plan.closed();
        }
        var today = school.dateOf(now);
        if (plan.due() != null && !plan.due().isAfter(today)) {
            return plan.due().minusDays(1);
        }
        return now.isAfter(school.closesAt(today)) ? today : today.minusDays(1);
    }
}
