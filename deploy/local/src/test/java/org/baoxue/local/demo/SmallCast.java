package org.baoxue.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baoxue.local.demo.World.Child;
import org.baoxue.local.demo.World.School;

/** Whose story is known in the small story, what happens to them, and what must come of it. */
final class SmallCast {
    private static final LocalDate SEP_24 = LocalDate.of(2026, 9, 24);
    private static final LocalDate SEP_28 = LocalDate.of(2026, 9, 28);
    private static final LocalDate SEP_29 = LocalDate.of(2026, 9, 29);
    private static final LocalDate SEP_30 = LocalDate.of(2026, 9, 30);
    private static final LocalDate OCT_8 = LocalDate.of(2026, 10, 8);
    private static final LocalDate OCT_10 = LocalDate.of(2026, 10, 10);
    private static final LocalDate OCT_12 = LocalDate.of(2026, 10, 12);

    private final World world;
    private final Days days;
    private final Plan plan;
    private final SchoolSystems systems;
    private final Timetable timetable;
    private final Map<String, School> schools;
    private final List<KnownChild> known = new ArrayList<>();
    private final Set<String> ill = new HashSet<>();

    SmallCast(World world, Days days, Plan plan, SchoolSystems systems, Timetable timetable) {
        this.world = world;
        this.days = days;
        this.plan = plan;
        this.systems = systems;
        this.timetable = timetable;
        this.schools = world.schoolsByCode();
    }

    List<KnownChild> plan() {
        hours();
        corrections();
        daysAway();
        presumed(child(0, 1, 0));
        neverMarked(child(1, 2, 0));
        twoDaysLate(child(2, 0, 1));
        return List.copyOf(known);
    }

    Set<String> foundIll() {
        return Set.copyOf(ill);
    }

    /** Children and classes that the background leaves alone. */
    Set<String> told() {
        var told = new HashSet<String>();
        known.forEach(one -> told.add(one.child().id()));
        told.add(child(1, 2, 0).classId());
        told.add(child(2, 0, 1).classId());
        return told;
    }

    private void hours() {
        var late = child(0, 0, 0);
        plan.mark(late.classId(), SEP_28, "AM", late.id(), "ABSENT");
        timetable.at(days.at(SEP_28, "08:12"), () -> systems.correct(late, SEP_28, "AM", "LATE", "ARRIVED_LATER", 1));
        tell("is late and appears within minutes", late, List.of("RETURNED"), KnownChild.NOTHING, Told.nobody());

        var inTime = child(0, 0, 1);
        timetable.at(days.at(SEP_28, "07:30"), () -> systems.grantLeave(inTime, SEP_28, SEP_29, "SICK"));
        tell("is ill, with leave filed in time", inTime, List.of(), KnownChild.NOTHING, Told.nobody());

        var afterwards = child(0, 2, 1);
        plan.mark(afterwards.classId(), OCT_8, "AM", afterwards.id(), "ABSENT");
        timetable.at(days.at(OCT_8, "09:10"), () -> systems.grantLeave(afterwards, OCT_8, OCT_8, "SICK"));
        tell(
                "is ill, with leave filed after the first message",
                afterwards,
                List.of("WITHDRAWN"),
                KnownChild.NOTHING,
                Told.nobody().and(1, "contact-guardian opened guardian").andCorrected());
    }

    private void corrections() {
        var mistake = child(1, 0, 0);
        plan.mark(mistake.classId(), SEP_29, "AM", mistake.id(), "ABSENT");
        timetable.at(
                days.at(SEP_29, "10:30"),
                () -> systems.correct(mistake, SEP_29, "AM", "PRESENT", "MARKED_BY_MISTAKE", 1));
        tell(
                "is marked absent by mistake, and corrected",
                mistake,
                List.of("WITHDRAWN"),
                KnownChild.NOTHING,
                Told.onDays(1).andCorrected());

        var paper = away(child(1, 1, 2), SEP_24, SEP_29);
        ill.add(paper.id());
        timetable.at(days.at(SEP_29, "10:00"), () -> systems.grantLeave(paper, SEP_24, SEP_29, "SICK"));
        tell(
                "is found ill by the verification, and the paper comes two days later",
                paper,
                List.of("WITHDRAWN"),
                KnownChild.NOTHING,
                Told.onDays(3).andCorrected());
    }

    private void daysAway() {
        tell(
                "is away for 2 days",
                away(child(1, 0, 1), SEP_28, SEP_29),
                List.of("RETURNED"),
                KnownChild.NOTHING,
                Told.onDays(2));
        tell(
                "is away for 3 days",
                away(child(0, 1, 2), SEP_24, SEP_29),
                List.of("RETURNED"),
                KnownChild.DAY_3,
                Told.onDays(3).onDayThree());
        tell(
                "is away for 7 days",
                away(child(0, 2, 0), SEP_24, OCT_10),
                List.of("RETURNED"),
                KnownChild.DAY_7,
                Told.onDays(3).onDayThree().onDaySeven());

        var evening = away(child(3, 0, 0), SEP_24, OCT_10);
        plan.mark(evening.classId(), OCT_10, "EVE", evening.id(), "PRESENT");
        tell(
                "comes back on the evening of day 7",
                evening,
                List.of("RETURNED"),
                KnownChild.DAY_7,
                Told.onDays(3).onDayThree().onDaySeven());

        var lesson = away(child(3, 1, 1), SEP_28, OCT_12);
        plan.mark(lesson.classId(), SEP_29, "AM", lesson.id(), "PRESENT");
        tell(
                "is back for a single lesson",
                lesson,
                List.of("RETURNED", "OPEN"),
                KnownChild.DAY_3,
                Told.onDays(4).onDayThree());
    }

    private void presumed(Child silent) {
        away(silent, SEP_24, SEP_30);
        for (var session : school(silent).sessions()) {
            plan.mark(silent.classId(), SEP_29, session.code(), silent.id(), "PRESENT"); // what nobody came to say
            plan.leaveOut(silent.classId(), SEP_29, session.code(), silent.id());
        }
        tell(
                "on whose third day nothing was posted",
                silent,
                List.of("RETURNED"),
                KnownChild.DAY_3,
                Told.onDays(2).onDayThree().and(1, "verify-presumed opened academic-office"));
    }

    private void neverMarked(Child of) {
        for (var date : days.dates()) {
            school(of).sessions().forEach(session -> plan.beSilent(of.classId(), date, session.code()));
        }
        int each = days.dates().size();
        var unmarked = Told.nobody()
                .and(each, "submit-attendance opened class-teacher")
                .and(each, "submit-attendance lapsed academic-office")
                .and(each, "submit-attendance lapsed principal");
        tell("sits in a class that is never marked", of, List.of(), KnownChild.NOTHING, unmarked);
    }

    private void twoDaysLate(Child of) {
        plan.mark(of.classId(), SEP_28, "AM", of.id(), "ABSENT");
        plan.beSilent(of.classId(), SEP_28, "AM");
        timetable.at(days.at(SEP_30, "09:00"), () -> systems.postLate(of.classId(), SEP_28, "AM"));
        tell(
                "is absent in a roll call that arrives two days late",
                of,
                List.of("RETURNED"),
                KnownChild.NOTHING,
                Told.nobody());
    }

    private void tell(String story, Child child, List<String> endings, Map<String, Integer> fired, Told told) {
        known.add(new KnownChild(story, child, endings, fired, told));
    }

    private Child away(Child child, LocalDate from, LocalDate to) {
        for (var date : days.dates()) {
            if (!date.isBefore(from) && !date.isAfter(to)) {
                school(child)
                        .sessions()
                        .forEach(session -> plan.mark(child.classId(), date, session.code(), child.id(), "ABSENT"));
            }
        }
        return child;
    }

    private School school(Child child) {
        return java.util.Objects.requireNonNull(schools.get(child.school()));
    }

    private Child child(int school, int schoolClass, int number) {
        var of = world.classesOf(world.schools().get(school)).get(schoolClass);
        return world.children().stream()
                .filter(child -> child.classId().equals(of.id()))
                .skip(number)
                .findFirst()
                .orElseThrow();
    }
}
