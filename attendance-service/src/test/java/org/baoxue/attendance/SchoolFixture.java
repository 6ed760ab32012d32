package org.baoxue.attendance;

import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;

/** A school as the directory publishes it, with people who act for it. */
public record SchoolFixture(String code, String place) {

    private static final String DIRECTORY = "baoxue.directory.v1";
    public static final String FROM = "2026-09-01";

    /** A day school with a morning and an afternoon, complete at 15:00 in Shanghai. */
    public static SchoolFixture opens(String code) {
        return opens(code, "530113001", "Asia/Shanghai", false);
    }

    public static SchoolFixture opens(String code, String place, String zone, boolean exceptionsOnly) {
        var sessions = exceptionsOnly
                ? List.of(Map.of("code", "DAY", "starts", "08:00"))
                : List.of(Map.of("code", "AM", "starts", "08:00"), Map.of("code", "PM", "starts", "14:00"));
        publish(
                "organisation",
                code,
                Map.of(
                        "code",
                        code,
                        "kind",
                        "SCHOOL",
                        "name",
                        "School " + code,
                        "place",
                        place,
                        "zone",
                        zone,
                        "school",
                        Map.of(
                                "sessions",
                                sessions,
                                "dayCompleteAt",
                                "15:00",
                                "exceptionsOnly",
                                exceptionsOnly,
                                "boarding",
                                false)));
        var school = new SchoolFixture(code, place);
        awaitRow("select count(*) from school where code = ?", code);
        return school;
    }

    /** The directory names days of this school. */
    public void names(String ownerKind, String owner, Map<LocalDate, Boolean> days) {
        var listed = days.entrySet().stream()
                .map(day -> Map.of("date", day.getKey().toString(), "school", day.getValue(), "occasion", "test"))
                .toList();
        publish(
                "calendar",
                owner,
                Map.of("owner", owner, "ownerKind", ownerKind, "terms", List.of(), "days", listed, "revision", 1));
        awaitRow("select count(*) from calendar_level where owner = ?", owner);
    }

    public void giveClassTo(String classId, String person) {
        publish(
                "post",
                "class-teacher@" + classId,
                Map.of(
                        "post",
                        "class-teacher",
                        "scope",
                        classId,
                        "organisation",
                        code,
                        "holders",
                        List.of(Map.of("person", person, "deputy", false, "from", FROM, "sealedChannels", "x"))));
        awaitRow("select count(*) from class_teacher where class_id = ?", classId);
    }

    public void enrols(String classId, String... students) {
        Arrays.stream(students)
                .forEach(student -> put(student, registration(classId)).statusCode(201));
    }

    public ValidatableResponse put(String student, Map<String, Object> registration) {
        return system().body(registration).put("/v1/students/" + student).then();
    }

    public Map<String, Object> registration(String classId) {
        var registration = new HashMap<String, Object>();
        registration.put("school", code);
        registration.put("class", classId);
        registration.put("stage", "JUNIOR");
        registration.put("place", place);
        registration.put("homePlace", place);
        registration.put("from", FROM);
        registration.put("name", "小明");
        registration.put(
                "guardians",
                List.of(Map.of("ref", "G-1", "name", "大明", "phone", "+86 10 5550 0101", "language", "zh")));
        return registration;
    }

    public RequestSpecification system() {
        return as("school-system", "client-" + code);
    }

    public RequestSpecification office() {
        return as("academic-office", "office-" + code);
    }

    public RequestSpecification as(String role, String person) {
        return Tokens.as(Tokens.ofSchool(role, person, code)).contentType(ContentType.JSON);
    }

    private static void publish(String kind, String code, Object body) {
        EventProbe.publish(DIRECTORY, kind + "/" + code, "org.baoxue.directory." + kind + ".v1", body);
    }

    private static void awaitRow(String count, String argument) {
        await().atMost(Duration.ofSeconds(30)).until(() -> Superuser.jdbi()
                .withHandle(handle ->
                        handle.select(count, argument).mapTo(Long.class).one() > 0));
    }
}
