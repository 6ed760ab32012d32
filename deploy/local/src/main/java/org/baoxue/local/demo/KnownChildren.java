package org.baoxue.local.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baoxue.local.demo.World.Child;
import org.baoxue.local.demo.World.School;
import org.baoxue.local.demo.World.SchoolClass;

/** The stories that the demo tells, planned into roll calls and acts. Each line says who, what and what must come of it. */
final class KnownChildren {
    private final World world;
    private final Days days;
    private final int later;
    private final Plan plan;
    private final SchoolSystems systems;
    private final Timetable timetable;
    private final List<KnownChild> known = new ArrayList<>();
    private final Set<String> ill = new HashSet<>();

    /** @param later the number of the school day from which on most of it happens; seven more must follow */
    KnownChildren(World world, Days days, int later, Plan plan, SchoolSystems systems, Timetable timetable) {
        this.world = world;
        this.days = days;
        this.later = later;
        this.plan = plan;
        this.systems = systems;
        this.timetable = timetable;
    }

    List<KnownChild> plan() {
        hours();
        corrections();
        daysAway();
        endedUnseen();
        presumed();
        neverMarked(child(1, 1, 0));
        twoDaysLate(child(2, 0, 1));
        concerns();
        return List.copyOf(known);
    }

    /** Children that the office finds ill when it verifies. */
    Set<String> foundIll() {
        return Set.copyOf(ill);
    }

    /** Children and classes that the background leaves alone. */
    Set<String> told() {
        var told = new HashSet<String>();
        known.forEach(one -> told.add(one.child().id()));
        told.add(child(1, 1, 0).classId());
        told.add(child(2, 0, 1).classId());
        return told;
    }

    private void hours() {
        var late = child(0, 0, 0);
        plan.mark(late.classId(), laterDay(0), "AM", late.id(), "ABSENT");
        timetable.at(
                days.at(laterDay(0), "08:12"),
                () -> systems.correct(late, laterDay(0), "AM", "LATE", "ARRIVED_LATER", 1));
        tell("is late and appears within minutes", late, List.of("RETURNED"), KnownChild.NOTHING, Told.nobody());

        var inTime = child(0, 0, 1);
        timetable.at(days.at(laterDay(0), "07:30"), () -> systems.grantLeave(inTime, laterDay(0), laterDay(1), "SICK"));
        tell("is ill, with leave filed in time", inTime, List.of(), KnownChild.NOTHING, Told.nobody());

        var afterwards = child(0, 3, 1);
        plan.mark(afterwards.classId(), laterDay(0), "AM", afterwards.id(), "ABSENT");
        timetable.at(
                days.at(laterDay(0), "09:10"), () -> systems.grantLeave(afterwards, laterDay(0), laterDay(0), "SICK"));
        tell(
                "is ill, with leave filed after the first message",
                afterwards,
                List.of("WITHDRAWN"),
                KnownChild.NOTHING,
                Told.nobody().and(1, "contact-guardian opened guardian").andCorrected());
    }

    private void corrections() {
        var mistake = child(0, 1, 0);
        plan.mark(mistake.classId(), laterDay(0), "AM", mistake.id(), "ABSENT");
        timetable.at(
                days.at(laterDay(0), "10:30"),
                () -> systems.correct(mistake, laterDay(0), "AM", "PRESENT", "MARKED_BY_MISTAKE", 1));
        tell(
                "is marked absent by mistake, and corrected",
                mistake,
                List.of("WITHDRAWN"),
                KnownChild.NOTHING,
                Told.onDays(1).andCorrected());

        var paper = child(0, 2, 2);
        away(paper, laterDay(0), laterDay(2));
        ill.add(paper.id());
        timetable.at(days.at(laterDay(2), "10:00"), () -> systems.grantLeave(paper, laterDay(0), laterDay(2), "SICK"));
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
                away(child(0, 1, 1), laterDay(0), laterDay(1)),
                List.of("RETURNED"),
                KnownChild.NOTHING,
                Told.onDays(2));
        tell(
                "is away for 3 days",
                away(child(0, 1, 2), day(0), day(2)),
                List.of("RETURNED"),
                KnownChild.DAY_3,
                Told.onDays(3).onDayThree());
        tell(
                "is away for 7 days",
                away(child(0, 2, 0), day(0), day(6)),
                List.of("RETURNED"),
                KnownChild.DAY_7,
                Told.onDays(3).onDayThree().onDaySeven());

        var evening = away(child(world.schools().size() - 1, 0, 0), day(0), day(6));
        plan.mark(evening.classId(), day(6), "EVE", evening.id(), "PRESENT");
        tell(
                "comes back on the evening of day 7",
                evening,
                List.of("RETURNED"),
                KnownChild.DAY_7,
                Told.onDays(3).onDayThree().onDaySeven());

        var lesson = away(child(0, 2, 1), laterDay(0), laterDay(7));
        plan.mark(lesson.classId(), laterDay(2), "AM", lesson.id(), "PRESENT");
        tell(
                "is back for a single lesson",
                lesson,
                List.of("RETURNED", "OPEN"),
                KnownChild.DAY_3,
                Told.onDays(5).onDayThree());
    }

    /** Absences that end although nobody sees the child. */
    private void endedUnseen() {
        var excused = away(child(0, 0, 2), laterDay(0), laterDay(0));
        plan.mark(excused.classId(), laterDay(1), "AM", excused.id(), "ABSENT");
        timetable.at(
                days.at(laterDay(1), "09:10"), () -> systems.grantLeave(excused, laterDay(1), laterDay(2), "SICK"));
        tell(
                "is away, and from the second day on with leave",
                excused,
                List.of("EXCUSED"),
                KnownChild.NOTHING,
                Told.onDays(1)
                        .and(1, "contact-guardian opened guardian")
                        .and(1, "contact-guardian corrected guardian"));

        var moved = away(child(0, 2, 3), laterDay(0), laterDay(1));
        var newClass = schoolClass(1, 2);
        timetable.at(days.at(laterDay(1), "14:10"), () -> systems.release(moved, laterDay(2)));
        timetable.at(days.at(laterDay(1), "14:40"), () -> systems.takeIn(moved, newClass, laterDay(2)));
        tell(
                "is away, and from the third day on in another school",
                moved,
                List.of("LEFT"),
                KnownChild.NOTHING,
                Told.onDays(2));
    }

    private void presumed() {
        var silent = away(child(0, 3, 0), laterDay(0), laterDay(3));
        for (var session : school(silent).sessions()) {
            plan.mark(silent.classId(), laterDay(2), session.code(), silent.id(), "PRESENT"); // what nobody came to say
            plan.leaveOut(silent.classId(), laterDay(2), session.code(), silent.id());
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
        tell(
                "sits in a class that is never marked",
                of,
                List.of(),
                KnownChild.NOTHING,
                Told.nobody()
                        .and(each, "submit-attendance opened class-teacher")
                        .and(each, "submit-attendance lapsed academic-office")
                        .and(each, "submit-attendance lapsed principal"));
    }

    private void twoDaysLate(Child of) {
        plan.mark(of.classId(), laterDay(1), "AM", of.id(), "ABSENT");
        plan.beSilent(of.classId(), laterDay(1), "AM");
        timetable.at(days.at(laterDay(3), "09:00"), () -> systems.postLate(of.classId(), laterDay(1), "AM"));
        tell(
                "is absent in a roll call that arrives two days late",
                of,
                List.of("RETURNED"),
                KnownChild.NOTHING,
                Told.nobody());
    }

    /** Children who are there, and about whom the school is concerned. */
    private void concerns() {
        var truant = child(2, 0, 2);
        timetable.at(days.at(laterDay(0), "10:05"), () -> systems.raiseConcern(truant, "TRUANCY"));
        var mistaken = child(2, 0, 3);
        timetable.at(days.at(laterDay(0), "10:05"), () -> systems.raiseConcern(mistaken, "OTHER"));
        timetable.at(days.at(laterDay(0), "10:15"), () -> systems.withdrawConcern(mistaken));
        tell(
                "stays away from single lessons, as its office hears",
                truant,
                List.of(),
                KnownChild.NOTHING,
                Told.nobody().and(1, "contact-about-concern opened class-teacher"));
        tell(
                "is taken for another, and the concern withdrawn",
                mistaken,
                List.of(),
                KnownChild.NOTHING,
                Told.nobody()
                        .and(1, "contact-about-concern opened class-teacher")
                        .andCorrected());
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

    private LocalDate day(int number) {
        return days.dates().get(number);
    }

    private LocalDate laterDay(int number) {
        return day(later + number);
    }

    private School school(Child child) {
        return world.schools().stream()
                .filter(school -> school.code().equals(child.school()))
                .findFirst()
                .orElseThrow();
    }

    private SchoolClass schoolClass(int school, int number) {
        return world.classesOf(world.schools().get(school)).get(number);
    }

    private Child child(int school, int schoolClass, int number) {
        var of = schoolClass(school, schoolClass);
        return world.children().stream()
                .filter(child -> child.classId().equals(of.id()))
                .skip(number)
                .findFirst()
                .orElseThrow();
    }
}
