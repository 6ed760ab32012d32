package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.baoxue.local.demo.World.Child;
import org.baoxue.local.demo.World.School;
import org.baoxue.local.demo.World.SchoolClass;
import org.baoxue.local.demo.World.Session;
import org.baoxue.local.http.Json;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Service;

/** The schools' own systems: each posts its classes' roll calls with its own client, five minutes into the session. */
final class SchoolSystems {
    private static final int MINUTES_IN = 5;

    private final Desk desk;
    private final World world;
    private final Days days;
    private final Plan plan;
    private final Map<String, List<Child>> members;
    private final Map<String, School> schools;
    private final Map<String, String> concerns = new ConcurrentHashMap<>();

    SchoolSystems(Desk desk, World world, Days days, Plan plan) {
        this.desk = desk;
        this.world = world;
        this.days = days;
        this.plan = plan;
        this.members = world.byClass();
        this.schools = world.schoolsByCode();
    }

    void plan(Timetable timetable) {
        for (var date : days.dates()) {
            for (var school : world.schools()) {
                for (var session : school.sessions()) {
                    timetable.at(days.at(date, takenAt(session)), () -> post(school, date, session));
                }
            }
        }
    }

    private void post(School school, LocalDate date, Session session) {
        var body = Json.object().put("date", date.toString()).put("session", session.code());
        var classes = body.putArray("classes");
        for (var schoolClass : world.classesOf(school)) {
            if (!plan.isSilent(new Plan.Slot(schoolClass.id(), date, session.code()))) {
                classes.add(rollCall(schoolClass, date, session));
            }
        }
        send(school, body);
    }

    /** A roll call that was not posted in its time. */
    void postLate(String classId, LocalDate date, String sessionCode) {
        var schoolClass = world.classes().stream()
                .filter(candidate -> candidate.id().equals(classId))
                .findFirst()
                .orElseThrow();
        var school = school(schoolClass.school());
        var session = school.sessions().stream()
                .filter(candidate -> candidate.code().equals(sessionCode))
                .findFirst()
                .orElseThrow();
        var body = Json.object().put("date", date.toString()).put("session", sessionCode);
        body.putArray("classes").add(rollCall(schoolClass, date, session));
        send(school, body);
    }

    /** Says something else of one child than before. */
    void correct(Child child, LocalDate date, String session, String mark, String reason, int revision) {
        var slot = new Plan.Slot(child.classId(), date, session);
        plan.mark(child.classId(), date, session, child.id(), mark);
        var school = school(child.school());
        var body = Json.object().put("marks", "EXCEPTIONS").put("reason", reason);
        var entries = body.putArray("entries");
        plan.marks(slot)
                .forEach((student, said) ->
                        entries.addObject().put("student", student).put("mark", said));
        body.put("takenAt", days.at(date, takenAt(sessionOf(school, session))).toString())
                .put("takenBy", teacherOf(child.classId()));
        desk.send(
                        "PUT",
                        Service.ATTENDANCE,
                        "/v1/classes/%s/roll-calls/%s/%s".formatted(child.classId(), date, session),
                        desk.machineToken(school.system()),
                        body,
                        Map.of("If-Match", "\"" + revision + "\""))
                .mustBeGood();
    }

    void grantLeave(Child child, LocalDate from, LocalDate to, String kind) {
        var body = Json.object().put("kind", kind).put("from", from.toString()).put("to", to.toString());
        desk.post(
                        Service.ATTENDANCE,
                        "/v1/students/" + child.id() + "/leaves",
                        officeOf(child),
                        body,
                        "leave-" + child.id() + "-" + from)
                .mustBeGood();
    }

    /** Something about the child that no roll call shows. */
    void raiseConcern(Child child, String kind) {
        var concern = desk.post(
                        Service.ATTENDANCE,
                        "/v1/students/" + child.id() + "/concerns",
                        officeOf(child),
                        Json.object().put("kind", kind),
                        "concern-" + child.id())
                .mustBeGood()
                .json();
        concerns.put(child.id(), concern.path("concern").asText());
    }

    /** It was another child. */
    void withdrawConcern(Child child) {
        desk.delete(
                        Service.ATTENDANCE,
                        "/v1/students/" + child.id() + "/concerns/" + concerns.get(child.id()),
                        officeOf(child))
                .mustBeGood();
    }

    private String officeOf(Child child) {
        return desk.token(world.personIn("academic-office", child.school()));
    }

    /** The child goes to another school, which has it once it has taken it in. */
    void release(Child child, LocalDate from) {
        var body = Json.object().put("change", "TRANSFER_OUT").put("effective", from.toString());
        desk.send(
                        "POST",
                        Service.ATTENDANCE,
                        "/v1/students/" + child.id() + "/enrolment-changes",
                        desk.machineToken(school(child.school()).system()),
                        body,
                        Map.of())
                .mustBeGood();
    }

    void takeIn(Child child, SchoolClass into, LocalDate from) {
        var school = school(into.school());
        var body = Json.object()
                .put("school", school.code())
                .put("class", into.id())
                .put("stage", into.stage())
                .put("place", school.place())
                .put("homePlace", child.homePlace())
                .put("from", from.toString())
                .put("name", child.name());
        body.putArray("guardians")
                .addObject()
                .put("ref", "g-" + child.id())
                .put("name", child.guardian())
                .put("phone", child.phone())
                .put("language", child.language());
        desk.put(Service.ATTENDANCE, "/v1/students/" + child.id(), desk.machineToken(school.system()), body)
                .mustBeGood();
    }

    private ObjectNode rollCall(SchoolClass schoolClass, LocalDate date, Session session) {
        var slot = new Plan.Slot(schoolClass.id(), date, session.code());
        var body = Json.object()
                .put("class", schoolClass.id())
                .put("takenAt", days.at(date, takenAt(session)).toString())
                .put("takenBy", teacherOf(schoolClass.id()));
        var entries = body.putArray("entries");
        var said = plan.marks(slot);
        if (plan.unmarked(slot).isEmpty()) {
            body.put("marks", "EXCEPTIONS");
            said.forEach((student, mark) ->
                    entries.addObject().put("student", student).put("mark", mark));
            return body;
        }
        body.put("marks", "ALL");
        for (var child : members.getOrDefault(schoolClass.id(), List.of())) {
            if (!plan.unmarked(slot).contains(child.id())) {
                entries.addObject().put("student", child.id()).put("mark", said.getOrDefault(child.id(), "PRESENT"));
            }
        }
        return body;
    }

    private String teacherOf(String classId) {
        return world.personIn("class-teacher", classId);
    }

    private void send(School school, ObjectNode body) {
        var answer = desk.send(
                        "POST",
                        Service.ATTENDANCE,
                        "/v1/schools/" + school.code() + "/roll-calls",
                        desk.machineToken(school.system()),
                        body,
                        Map.of())
                .mustBeGood();
        for (var result : answer.json().path("results")) {
            if (result.path("outcome").asText().equals("REFUSED")) {
                throw new Trouble("A roll call of the story was refused: " + result);
            }
        }
    }

    private School school(String code) {
        var school = schools.get(code);
        if (school == null) {
            throw new IllegalArgumentException("no school " + code);
        }
        return school;
    }

    private static Session sessionOf(School school, String code) {
        return school.sessions().stream()
                .filter(session -> session.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String takenAt(Session session) {
        return LocalTime.parse(session.starts()).plusMinutes(MINUTES_IN).toString();
    }
}
