package org.baoxue.attendance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.baoxue.attendance.Residents.bureau;
import static org.baoxue.attendance.Residents.compares;
import static org.baoxue.attendance.Residents.csv;
import static org.baoxue.attendance.Residents.imports;
import static org.baoxue.attendance.Residents.line;
import static org.baoxue.attendance.Residents.number;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Four comparisons of a county whose children come, go and are explained as they may, each against what is right by the lists that the
 * test itself keeps. {@code -Dcomparison.seed=N} plays one again.
 */
@QuarkusTest
@WithTestResource(Platform.class)
class GeneratedComparisonsIT {

    private static final String COUNTY = "530187";
    private static final String HOME = COUNTY + "001";
    private static final int CHILDREN = 40;
    private static final List<LocalDate> DATES = List.of(
            LocalDate.of(2026, 10, 12),
            LocalDate.of(2026, 10, 19),
            LocalDate.of(2026, 10, 26),
            LocalDate.of(2026, 11, 2));

    /** What was said of a child last, and how long that holds; {@code until} null while the difference is open. */
    private record Said(String state, @Nullable LocalDate until) {}

    private static final class Child {
        private final String id;
        private final String number;
        private boolean resident;
        private boolean enrolled;
        private @Nullable String left;
        private String mark = "PRESENT";
        private boolean known;
        private String state = "";
        private final Map<String, Said> said = new HashMap<>();

        Child(int order) {
            this.id = "gc-" + order;
            this.number = number(COUNTY, order);
        }

        /** By the lists of one day, in the order in which a person would look. */
        String stands(LocalDate date) {
            if (enrolled && mark.equals("PRESENT")) {
                return "IN_SCHOOL";
            }
            if (enrolled && mark.equals("LEAVE")) {
                return "ON_LEAVE";
            }
            if (!enrolled && "GRADUATED".equals(left)) {
                return "NOT_DUE";
            }
            var told = said.get(kind());
            if (told == null) {
                return "UNKNOWN";
            }
            var until = told.until();
            return until == null || !until.isBefore(date) ? told.state() : "UNKNOWN";
        }

        String kind() {
            return enrolled ? "NOT_SEEN" : "NOT_ENROLLED";
        }

        boolean differs() {
            return enrolled ? mark.equals("ABSENT") : !"GRADUATED".equals(left);
        }
    }

    private final long seed = Long.getLong("comparison.seed", new Random().nextLong(1L << 40));
    private final Random random = new Random(seed);
    private final List<Child> children = new ArrayList<>();

    /** Of whom each register names another one, and nobody finds out anything. */
    private long strangers;

    @Test
    void every_child_stands_where_its_lists_say_and_none_is_lost() {
        var school = SchoolFixture.opens("GCM", HOME, "Asia/Shanghai", false);
        for (int i = 0; i < CHILDREN; i++) {
            children.add(new Child(i));
        }
        for (var date : DATES) {
            Hand.puts(Instant.parse(date + "T08:00:00Z"));
            live(school, date);
            imports(bureau(COUNTY), COUNTY, register(date)).then().statusCode(201);
            var run = compares(bureau(COUNTY), "k-" + date, COUNTY, date.toString(), date.toString())
                    .then()
                    .statusCode(201)
                    .extract()
                    .jsonPath();
            judge(date);
            assertThat(found(run)).as("seed %d, %s", seed, date).isEqualTo(expected());
            explain(date);
            var after = bureau(COUNTY)
                    .get("/v1/comparisons/" + run.getString("comparison"))
                    .jsonPath();
            assertThat(found(after)).as("seed %d, answered on %s", seed, date).isEqualTo(expected());
        }
    }

    /** Some begin, some leave, some move in and away; and the day's roll is called. */
    private void live(SchoolFixture school, LocalDate date) {
        var marks = new ArrayList<Map<String, String>>();
        for (var child : children) {
            child.resident = random.nextInt(4) > 0;
            if (child.enrolled ? random.nextInt(4) == 0 : random.nextInt(2) == 0) {
                turn(school, child, date);
            }
            child.mark = List.of("PRESENT", "PRESENT", "ABSENT", "LEAVE").get(random.nextInt(4));
            if (child.enrolled && !child.mark.equals("PRESENT")) {
                marks.add(Map.of("student", child.id, "mark", child.mark));
            }
        }
        school.system()
                .body(Map.of("marks", "EXCEPTIONS", "entries", marks))
                .put("/v1/classes/GCM-1/roll-calls/" + date + "/AM")
                .then()
                .statusCode(201);
    }

    private void turn(SchoolFixture school, Child child, LocalDate date) {
        if (child.enrolled) {
            child.left = random.nextBoolean() ? "GRADUATED" : "WITHDRAWN";
            school.office()
                    .body(Map.of(
                            "change", child.left, "effective", date.minusDays(1).toString()))
                    .post("/v1/students/" + child.id + "/enrolment-changes")
                    .then()
                    .statusCode(200);
        } else {
            var registration = new HashMap<>(school.registration("GCM-1"));
            registration.put("from", date.minusDays(1).toString());
            registration.put("identityNumber", child.number);
            school.put(child.id, registration).statusCode(anyOf(equalTo(200), equalTo(201)));
        }
        child.enrolled = !child.enrolled;
    }

    private String register(LocalDate date) {
        var lines = children.stream()
                .filter(child -> child.resident)
                .map(child -> line(child.number, HOME))
                .collect(Collectors.toList());
        lines.add(line(number(COUNTY, 500 + DATES.indexOf(date)), COUNTY + "002"));
        return csv(lines);
    }

    private void judge(LocalDate date) {
        strangers++;
        for (var child : children) {
            child.known = child.resident || child.enrolled || (child.known && !child.state.equals("NOT_DUE"));
            if (!child.known) {
                continue;
            }
            for (var kind : List.of("NOT_SEEN", "NOT_ENROLLED")) {
                var told = child.said.get(kind);
                boolean holds =
                        told != null && told.until() != null && !told.until().isBefore(date);
                if (!holds && !(told != null && told.until() == null && child.differs() && kind.equals(child.kind()))) {
                    child.said.remove(kind);
                }
            }
            child.state = child.stands(date);
        }
    }

    /** The county's bureau says of some of the open differences what it has found out. */
    private void explain(LocalDate date) {
        for (var kind : List.of("NOT_SEEN", "NOT_ENROLLED")) {
            var open = bureau(COUNTY)
                    .get("/v1/differences?open=true&limit=500&kind=" + kind)
                    .jsonPath();
            for (var difference : open.<Map<String, Object>>getList("items")) {
                var child = childOf(difference);
                if (child == null || random.nextInt(3) == 0) {
                    continue;
                }
                var answer = List.of(DifferenceAnswer.values()).get(random.nextInt(DifferenceAnswer.values().length));
                if (!answer.answers(DifferenceKind.valueOf(kind))) {
                    continue;
                }
                var until = date.plusDays(random.nextInt(20));
                var body = new HashMap<String, Object>(Map.of("answer", answer, "evidence", "asked at home"));
                if (answer.needsUntil()) {
                    body.put("until", until.toString());
                }
                bureau(COUNTY)
                        .body(body)
                        .put("/v1/differences/" + difference.get("difference") + "/answer")
                        .then()
                        .statusCode(200);
                child.state = answer.state().orElseThrow().name();
                child.said.put(
                        kind,
                        new Said(
                                child.state,
                                switch (answer) {
                                    case OUT_OF_SCHOOL -> null;
                                    case ATTENDS -> date;
                                    default -> answer.needsUntil() ? until : LocalDate.MAX;
                                }));
            }
        }
    }

    private @Nullable Child childOf(Map<String, Object> difference) {
        var number = bureau(COUNTY)
                .get("/v1/differences/" + difference.get("difference"))
                .jsonPath()
                .getString("identityNumber");
        return children.stream()
                .filter(child -> child.id.equals(difference.get("student")) || child.number.equals(number))
                .findFirst()
                .orElse(null);
    }

    private Map<String, Long> expected() {
        var counted = new TreeMap<>(children.stream()
                .filter(child -> child.known)
                .collect(Collectors.groupingBy(child -> child.state, Collectors.counting())));
        counted.merge("UNKNOWN", strangers, Long::sum);
        return counted;
    }

    private Map<String, Long> found(JsonPath run) {
        var found = new TreeMap<String, Long>();
        Map.of(
                        "IN_SCHOOL", "inSchool",
                        "ON_LEAVE", "onLeave",
                        "ELSEWHERE", "elsewhere",
                        "DEFERRED", "deferred",
                        "SUSPENDED", "suspended",
                        "OUT", "out",
                        "UNKNOWN", "unknown",
                        "NOT_DUE", "notDue")
                .forEach((state, field) -> {
                    long count = run.getLong("coverage." + field);
                    if (count > 0) {
                        found.put(state, count);
                    }
                });
        return found;
    }
}
