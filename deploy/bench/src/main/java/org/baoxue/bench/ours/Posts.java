package org.baoxue.bench.ours;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.baoxue.bench.load.Shot;
import org.baoxue.bench.ours.Pupils.SchoolClass;

/** What school systems post, as the attendance service's page says. */
public final class Posts {
    /** Whom a roll call names. */
    public enum Marks {
        ALL,
        EXCEPTIONS
    }

    public static final String CSV_HEADER = "class,date,session,student,mark,takenAt,takenBy\n";

    private final Issuer issuer;
    private final Map<String, String> tokens = new HashMap<>();

    public Posts(Issuer issuer) {
        this.issuer = issuer;
    }

    /** One class. */
    public Shot ofClass(SchoolClass of, Slot slot, Marks marks) {
        return Shot.json(
                of.id(),
                "PUT",
                "/v1/classes/" + of.id() + "/roll-calls/" + slot.date() + "/" + slot.session(),
                token(of.school()),
                "{" + body(of, slot, marks) + "}");
    }

    /** A whole school. */
    public Shot ofSchool(String school, Slot slot, Marks marks) {
        var classes = Pupils.classes(school).stream()
                .map(of -> "{\"class\":\"" + of.id() + "\"," + body(of, slot, marks) + "}")
                .collect(Collectors.joining(","));
        return Shot.json(
                school,
                "POST",
                "/v1/schools/" + school + "/roll-calls",
                token(school),
                "{\"date\":\"" + slot.date() + "\",\"session\":\"" + slot.session() + "\",\"classes\":[" + classes
                        + "]}");
    }

    /** A line of an NDJSON file. */
    public static String line(SchoolClass of, Slot slot) {
        return "{\"class\":\"" + of.id() + "\",\"date\":\"" + slot.date() + "\",\"session\":\"" + slot.session() + "\","
                + body(of, slot, Marks.ALL) + "}\n";
    }

    /** The same as lines of a CSV file. */
    public static String rows(SchoolClass of, Slot slot) {
        var before = of.id() + "," + slot.date() + "," + slot.session() + ",";
        var after = "," + takenAt(slot) + ",T-1\n";
        return IntStream.range(0, Schools.CLASS_SIZE)
                .mapToObj(n -> before + Pupils.child(of, n) + "," + mark(of, n, slot) + after)
                .collect(Collectors.joining());
    }

    private static String body(SchoolClass of, Slot slot, Marks marks) {
        List<String> entries = new ArrayList<>();
        for (int n = 0; n < Schools.CLASS_SIZE; n++) {
            if (marks == Marks.ALL || Pupils.isAbsent(of, n, slot)) {
                entries.add("{\"student\":\"" + Pupils.child(of, n) + "\",\"mark\":\"" + mark(of, n, slot) + "\"}");
            }
        }
        return "\"marks\":\"" + marks + "\",\"takenAt\":\"" + takenAt(slot) + "\",\"takenBy\":\"T-1\",\"entries\":["
                + String.join(",", entries) + "]";
    }

    private static String mark(SchoolClass of, int n, Slot slot) {
        return Pupils.isAbsent(of, n, slot) ? "ABSENT" : "PRESENT";
    }

    private static String takenAt(Slot slot) {
        return Schools.at(slot.date(), slot.afternoon() ? "14:05" : "08:05").toString();
    }

    private String token(String school) {
        return tokens.computeIfAbsent(school, issuer::ofSchoolSystem);
    }
}
