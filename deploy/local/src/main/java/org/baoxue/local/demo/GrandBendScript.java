package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.baoxue.local.demo.EdFiSample.Reported;
import org.baoxue.local.demo.World.Child;
import org.baoxue.local.demo.World.Holder;
import org.baoxue.local.demo.World.Office;
import org.baoxue.local.demo.World.School;
import org.baoxue.local.demo.World.SchoolClass;
import org.baoxue.local.demo.World.Session;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Service;

/**
 * The Ed-Fi sample year: every attendance event is posted on its day through the Ed-Fi-shaped endpoint, as schools do that
 * report exceptions only. The file names no classes, so each school is one.
 */
final class GrandBendScript implements Script {
    private static final String DISTRICT = "TX255901";
    private static final String TOWN = "TX25590101";
    private static final Map<String, String> SCHOOLS = Map.of(
            "255901001", "Grand Bend High School",
            "255901044", "Grand Bend Middle School",
            "255901107", "Grand Bend Elementary School");
    private static final String POSTED = "08:05";

    private final List<Reported> events = EdFiSample.events();
    private final List<EdFiSample.Session> sessions = EdFiSample.sessions();
    private final World world = world(events);
    private final Days days = new Days(world.zone(), schoolDays(sessions));

    @Override
    public World world() {
        return world;
    }

    @Override
    public Days days() {
        return days;
    }

    @Override
    public LocalDate enrolledFrom() {
        return sessions.getFirst().from();
    }

    @Override
    public Instant begin() {
        return days.at(days.first(), "06:00");
    }

    @Override
    public Instant end() {
        return days.at(days.last(), "22:00");
    }

    @Override
    public void load(Loading loading) {
        loading.place("TX", "Texas", "NATION", "", "America/Chicago");
        loading.place(DISTRICT, "Grand Bend ISD", "COUNTY", "TX", "");
        loading.place(TOWN, "Grand Bend", "TOWNSHIP", DISTRICT, "");
        loading.organisations();
        loading.calendar("PLACE/" + DISTRICT, calendar());
        loading.posts();
        loading.children();
    }

    @Override
    public Cast plan(Desk desk, Timetable timetable) {
        var byDayAndSchool = new TreeMap<LocalDate, Map<String, List<Reported>>>();
        for (var event : events) {
            byDayAndSchool
                    .computeIfAbsent(event.date(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(event.school(), _ -> new ArrayList<>())
                    .add(event);
        }
        var schools = world.schoolsByCode();
        byDayAndSchool.forEach((date, bySchool) -> bySchool.forEach((code, reported) -> {
            var school = schools.get(code);
            if (school != null) {
                timetable.at(days.at(date, POSTED), () -> post(desk, school, reported));
            }
        }));
        return new Cast(List.of(), List.of(), Set.of(), events.size() + " attendance events will be posted");
    }

    @Override
    public List<String> faults(Tally tally) {
        return Expected.ofGrandBend().faults(tally);
    }

    /** One after the other in the order of the file: of two events of one child and day the last one counts. */
    private static void post(Desk desk, School school, List<Reported> reported) {
        for (var event : reported) {
            desk.send(
                            "POST",
                            Service.ATTENDANCE,
                            "/ed-fi/data/v3/ed-fi/studentSchoolAttendanceEvents",
                            desk.machineToken(school.system()),
                            body(event),
                            Map.of())
                    .mustBeGood();
        }
    }

    private static ObjectNode body(Reported event) {
        var body = Json.object()
                .put("eventDate", event.date().toString())
                .put("attendanceEventCategoryDescriptor", event.category())
                .put("attendanceEventReason", event.reason());
        body.putObject("studentReference").put("studentUniqueId", event.student());
        body.putObject("schoolReference").put("schoolId", Long.parseLong(event.school()));
        body.putObject("sessionReference")
                .put("schoolId", Long.parseLong(event.school()))
                .put("schoolYear", Integer.parseInt(event.schoolYear().substring(5)))
                .put("sessionName", event.session());
        if (!event.arrival().isEmpty()) {
            body.put("arrivalTime", event.arrival());
        }
        return body;
    }

    private ObjectNode calendar() {
        var calendar = Json.object();
        var terms = calendar.putArray("terms");
        for (var session : sessions) {
            terms.addObject()
                    .put("name", session.name())
                    .put("from", session.from().toString())
                    .put("to", session.to().toString());
        }
        calendar.putArray("days");
        return calendar;
    }

    private static List<LocalDate> schoolDays(List<EdFiSample.Session> sessions) {
        return sessions.stream()
                .flatMap(session -> session.from().datesUntil(session.to().plusDays(1)))
                .filter(date -> date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .toList();
    }

    private static World world(List<Reported> events) {
        var schools = new ArrayList<School>();
        var classes = new ArrayList<SchoolClass>();
        var holders = new ArrayList<Holder>();
        holders.add(new Holder(
                "county-bureau", DISTRICT, DISTRICT + "-edu", "district-1", "The district", "county-bureau", DISTRICT));
        holders.add(
                new Holder("township-officer", TOWN, TOWN + "-gov", "town-1", "The town", "township-officer", TOWN));
        new TreeMap<>(SCHOOLS).forEach((code, name) -> {
            schools.add(new School(code, name, TOWN, List.of(new Session("DAY", "08:00")), true, false));
            classes.add(new SchoolClass(classOf(code), code, code.equals("255901107") ? "PRIMARY" : "JUNIOR"));
            holders.add(new Holder(
                    "class-teacher", classOf(code), code, "teacher-" + code, "Teacher", "class-teacher", ""));
            holders.add(new Holder("academic-office", code, code, "office-" + code, "Office", "academic-office", ""));
            holders.add(new Holder("principal", code, code, "principal-" + code, "Principal", "principal", ""));
            holders.add(
                    new Holder("assigned-teacher", code, code, "visitor-" + code, "Visitor", "academic-office", ""));
        });
        var offices = List.of(
                new Office(DISTRICT + "-edu", "EDUCATION_BUREAU", "Grand Bend ISD", DISTRICT),
                new Office(TOWN + "-gov", "TOWNSHIP_GOVERNMENT", "Town of Grand Bend", TOWN));
        return new World(ZoneId.of("America/Chicago"), offices, schools, classes, children(events), holders);
    }

    private static List<Child> children(List<Reported> events) {
        var names = EdFiSample.names();
        var schoolOf = new TreeMap<String, String>();
        events.forEach(event -> schoolOf.put(event.student(), event.school()));
        var children = new ArrayList<Child>();
        schoolOf.forEach((student, school) -> children.add(new Child(
                student,
                names.getOrDefault(student, "Student " + student),
                classOf(school),
                school,
                TOWN,
                "Guardian of " + student,
                "+99914%09d".formatted(children.size() + 1),
                "en")));
        return List.copyOf(children);
    }

    private static String classOf(String school) {
        return school + "-all";
    }
}
