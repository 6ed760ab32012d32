package org.baoxue.cases;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A made-up child of one of the schools of {@link Town}; every test makes its own. */
public record Pupil(String student, String school, String classId, String place, String homePlace) {

    static Pupil of(String school) {
        return new Pupil(
                "s-" + UUID.randomUUID(),
                school,
                school + "-0701",
                Town.PLACE_OF.getOrDefault(school, "TX25590101"),
                Town.HOME);
    }

    /** The same child, now in another school. */
    Pupil in(String another) {
        return new Pupil(
                student, another, another + "-0701", Town.PLACE_OF.getOrDefault(another, "TX25590101"), homePlace);
    }

    String spell() {
        return "spell-" + student;
    }

    Map<String, Object> codes() {
        var codes = new LinkedHashMap<String, Object>();
        codes.put("student", student);
        codes.put("school", school);
        codes.put("class", classId);
        codes.put("place", place);
        codes.put("homePlace", homePlace);
        return codes;
    }
}
