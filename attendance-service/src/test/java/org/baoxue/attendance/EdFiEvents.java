package org.baoxue.attendance;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;

/** Attendance events as a client written for Ed-Fi sends them. */
public final class EdFiEvents {

    public static final String PATH = "/ed-fi/data/v3/ed-fi/studentSchoolAttendanceEvents";

    private static final String CATEGORY = "uri://ed-fi.org/AttendanceEventCategoryDescriptor#";

    private EdFiEvents() {}

    /** Schools are numbers in Ed-Fi, and here codes that are written in digits. */
    public static Map<String, Object> event(String school, String student, String date, String category) {
        var event = new LinkedHashMap<String, Object>();
        event.put("studentReference", Map.of("studentUniqueId", student));
        event.put("schoolReference", Map.of("schoolId", Long.valueOf(school)));
        event.put(
                "sessionReference",
                Map.of("schoolId", Long.valueOf(school), "schoolYear", 2022, "sessionName", "2021-2022 Fall Semester"));
        event.put("eventDate", date);
        event.put("attendanceEventCategoryDescriptor", CATEGORY + category);
        event.put("attendanceEventReason", "Absent unexcused");
        event.put("eventDuration", 1);
        return event;
    }

    public static Response post(RequestSpecification as, Map<String, Object> event) {
        return as.body(event).post(PATH);
    }

    /** The id in the Location of what was posted. */
    public static String id(Response posted) {
        var location = posted.then().extract().header("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
