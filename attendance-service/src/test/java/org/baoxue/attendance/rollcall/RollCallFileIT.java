package org.baoxue.attendance.rollcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.baoxue.attendance.Published;
import org.baoxue.attendance.SchoolFixture;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class RollCallFileIT {

    private static final String HEADER = "class,date,session,student,mark\n";

    @BeforeEach
    void monday_morning() {
        Hand.puts(Instant.parse("2026-10-12T08:10:00Z"));
    }

    @Test
    void a_file_is_taken_line_by_line_and_what_is_wrong_is_reported_by_line() {
        var school = SchoolFixture.opens("FI1");
        school.enrols("FI1-1", "fi1-a", "fi1-b");
        school.enrols("FI1-2", "fi1-c");
        var file = begin(school.system(), "k1", "NDJSON");
        var text = line("FI1-1", "AM", "{\"student\":\"fi1-a\",\"mark\":\"ABSENT\"}")
                + line("FI1-2", "AM", "{\"student\":\"fi1-a\",\"mark\":\"ABSENT\"}")
                + "{\"class\":\"FI1-2\",\n"
                + line("FI1-X", "AM", "")
                + line("FI1-2", "NIGHT", "")
                + line("FI1-2", "PM", "");
        send(school.system(), file, 0, text, true)
                .statusCode(200)
                .body("recorded", equalTo(2))
                .body("refused", equalTo(4))
                .body("lines", equalTo(6))
                .body("position", equalTo(text.length()))
                .body("completedAt", notNullValue());
        school.system()
                .get("/v1/roll-call-files/" + file + "/refusals")
                .then()
                .statusCode(200)
                .body("items.line", contains(2, 3, 4, 5))
                .body("items.pointer", contains("/entries/0/student", "", "/class", "/session"));
        school.system()
                .get("/v1/classes/FI1-1/roll-calls/2026-10-12/AM")
                .then()
                .body("revisions[0].absent", contains("fi1-a"))
                .body("revisions[0].present", contains("fi1-b"));
        assertThat(Published.attendance("roll-call-recorded", "FI1", 2)).hasSize(2);
    }

    @Test
    void a_part_that_breaks_off_inside_a_line_is_gone_on_with_where_the_answer_says() {
        var school = SchoolFixture.opens("FI2");
        school.enrols("FI2-1", "fi2-a");
        var file = begin(school.system(), "k1", "NDJSON");
        var first = line("FI2-1", "AM", "");
        var second = line("FI2-1", "PM", "");
        send(school.system(), file, 0, first + second.substring(0, 20), false)
                .statusCode(200)
                .body("position", equalTo(first.length()))
                .body("recorded", equalTo(1))
                .body("completedAt", nullValue());
        send(school.system(), file, 0, first, false)
                .statusCode(409)
                .body("errors[0].pointer", equalTo("header:Upload-Offset"))
                .body("errors[0].detail", equalTo(String.valueOf(first.length())));
        school.system().get("/v1/roll-call-files/" + file).then().body("position", equalTo(first.length()));
        send(school.system(), file, first.length(), second.strip(), true)
                .statusCode(200)
                .body("recorded", equalTo(2));
        send(school.system(), file, first.length() + second.length(), "", true).statusCode(409);
    }

    @Test
    void the_same_file_again_changes_nothing() {
        var school = SchoolFixture.opens("FI3");
        school.enrols("FI3-1", "fi3-a");
        var text = line("FI3-1", "AM", "{\"student\":\"fi3-a\",\"mark\":\"ABSENT\"}");
        send(school.system(), begin(school.system(), "k1", "NDJSON"), 0, text, true)
                .body("recorded", equalTo(1));
        send(school.system(), begin(school.system(), "k2", "NDJSON"), 0, text, true)
                .body("recorded", equalTo(0))
                .body("unchanged", equalTo(1));
        assertThat(Published.attendance("roll-call-recorded", "FI3", 1)).hasSize(1);
    }

    @Test
    void marks_of_a_csv_file_are_gathered_into_roll_calls_also_over_parts() {
        var school = SchoolFixture.opens("FI4");
        school.enrols("FI4-1", "fi4-a", "fi4-b");
        school.enrols("FI4-2", "fi4-c");
        var file = begin(school.system(), "k1", "CSV");
        var first = HEADER + "FI4-1,2026-10-12,AM,fi4-a,PRESENT\n" + "FI4-1,2026-10-12,AM,fi4-b,ABSENT\n";
        var begun = "FI4-2,2026-10-12,AM,fi4-c,LATE\n";
        send(school.system(), file, 0, first + begun, false)
                .statusCode(200)
                .body("recorded", equalTo(1))
                .body("lines", equalTo(3))
                .body("position", equalTo(first.length()));
        send(
                        school.system(),
                        file,
                        first.length(),
                        begun + "FI4-2,2026-10-12,PM,fi4-c,GONE\nFI4-2,-99999-01-01,AM,fi4-c,LATE\n",
                        true)
                .body("recorded", equalTo(2))
                .body("refused", equalTo(2))
                .body("lines", equalTo(6));
        school.system()
                .get("/v1/roll-call-files/" + file + "/refusals")
                .then()
                .body("items.line", contains(5, 6))
                .body("items.pointer", contains("/mark", "/date"));
        school.system()
                .get("/v1/classes/FI4-1/roll-calls/2026-10-12/AM")
                .then()
                .body("revisions[0].absent", contains("fi4-b"));
    }

    @Test
    void a_countys_system_posts_for_every_school_of_its_place_and_for_no_other() {
        var one = SchoolFixture.opens("FI8");
        one.enrols("FI8-1", "fi8-a");
        SchoolFixture.opens("FI9", "530113002", "Asia/Shanghai", false).enrols("FI9-1", "fi9-a");
        SchoolFixture.opens("FI10", "530114001", "Asia/Shanghai", false).enrols("FI10-1", "fi10-a");
        var text =
                line("FI8-1", "AM", "") + line("FI10-1", "AM", "") + line("FI9-1", "AM", "") + line("FI9-1", "PM", "");
        var registeredElsewhere = one.registration("FI8-1");
        registeredElsewhere.put("place", "530114001");
        one.put("fi8-b", registeredElsewhere).statusCode(201);
        send(county(), begin(county(), "k1", "NDJSON"), 0, text, true)
                .statusCode(200)
                .body("recorded", equalTo(3))
                .body("refused", equalTo(1));
        one.office()
                .get("/v1/classes/FI8-1/roll-calls/2026-10-12/AM")
                .then()
                .body("revisions[0].present", contains("fi8-a", "fi8-b"));
        county().body(Map.of("marks", "EXCEPTIONS", "entries", List.of()))
                .put("/v1/classes/FI8-1/roll-calls/2026-10-12/PM")
                .then()
                .statusCode(403);
    }

    private static RequestSpecification county() {
        return Tokens.as(Tokens.ofPlace("county-system", "county-FI", "530113")).contentType(ContentType.JSON);
    }

    @Test
    void a_roll_call_is_taken_whole_or_not_at_all() {
        var school = SchoolFixture.opens("FI11");
        school.enrols("FI11-1", "fi11-a", "fi11-b", "fi11-c");
        school.enrols("FI11-2", "fi11-d", "fi11-e");
        var text = HEADER
                + "FI11-1,2026-10-12,AM,fi11-a,PRESENT\n"
                + "FI11-1,2026-10-12,AM,fi11-b,GONE\n"
                + "\"FI11-1\",2026-10-12,AM,fi11-b,PRESENT\rFI11-1,2026-10-12,AM,fi11-c,LATE\n"
                + "FI11-1,2026-10-12,AM,fi11-c,ABSENT\n"
                + "FI11-2,2026-10-12,AM,fi11-d,PRESENT\n"
                + "FI11-1,2026-10-12,PM,fi11-x,ABSENT\n"
                + "FI11-1,2026-10-12,PM,fi11-a,PRESENT\n"
                + "FI11-2,2026-10-12,AM,fi11-e,ABSENT\n";
        var file = begin(school.system(), "k1", "CSV");
        send(school.system(), file, 0, text, true)
                .statusCode(200)
                .body("recorded", equalTo(0))
                .body("refused", equalTo(4));
        school.system()
                .get("/v1/roll-call-files/" + file + "/refusals")
                .then()
                .body("items.line", contains(3, 4, 6, 7, 9))
                .body("items.fromLine", contains(2, 2, 6, 7, 9))
                .body("items.toLine", contains(5, 5, 6, 8, 9))
                .body("items.pointer", contains("/mark", "", "/class", "/student", "/class"));
    }

    @Test
    void whatever_a_line_is_the_file_goes_on_behind_it() {
        var school = SchoolFixture.opens("FI12");
        school.enrols("FI12-1", "fi12-a");
        var good = line("FI12-1", "AM", "");
        var text = "\uFEFF" + good
                + good.strip() + good
                + line("FI12-1", "PM", "").replace("}\n", ",\"takenAt\":\"-1000000000-01-01T00:00:00Z\"}\n")
                + "x".repeat(Lines.LONGEST + 1) + "\n"
                + line("FI12-1", "PM", "");
        send(school.system(), begin(school.system(), "k1", "NDJSON"), 0, text, true)
                .statusCode(200)
                .body("recorded", equalTo(2))
                .body("refused", equalTo(3))
                .body("lines", equalTo(5));
        send(school.system(), begin(school.system(), "k2", "NDJSON"), 0, "y".repeat(2 << 20), false)
                .statusCode(413);
        send(school.system(), begin(school.system(), "k3", "NDJSON"), 0, good.repeat((65 << 20) / good.length()), false)
                .statusCode(413)
                .body("type", endsWith(":body-too-large"))
                .body("errors[0].detail", equalTo("at most 67108864 bytes"));
    }

    @Test
    void many_roll_calls_are_taken_in_several_transactions_and_a_repeated_begin_says_how_far() {
        var school = SchoolFixture.opens("FI13");
        var text = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            school.enrols("FI13-" + i, "fi13-" + i);
        }
        for (int date = 1; date <= 12; date++) {
            for (int i = 1; i <= 20; i++) {
                for (var session : List.of("AM", "PM")) {
                    text.append(line("FI13-" + i, session, "").replace("2026-10-12", "2026-10-%02d".formatted(date)));
                }
            }
        }
        var file = begin(school.system(), "k1", "NDJSON");
        send(school.system(), file, 0, text.toString(), false)
                .body("recorded", equalTo(480))
                .body("lines", equalTo(480));
        school.system()
                .header("Idempotency-Key", "k1")
                .body(Map.of("format", "NDJSON"))
                .post("/v1/roll-call-files")
                .then()
                .statusCode(201)
                .body("file", equalTo(file))
                .body("position", equalTo(text.length()));
    }

    @Test
    void wherever_a_file_is_cut_it_says_the_same() {
        var school = SchoolFixture.opens("FI14");
        school.enrols("FI14-1", "fi14-a", "fi14-b");
        school.enrols("FI14-2", "fi14-c");
        var text = new StringBuilder(HEADER);
        for (var date : List.of("2026-10-08", "2026-10-09", "2026-10-12")) {
            text.append("FI14-1,%s,AM,fi14-a,PRESENT\nFI14-1,%s,AM,fi14-b,\"ABSENT\"\n".formatted(date, date));
            text.append("FI14-2,%s,AM,fi14-c,%s\n".formatted(date, date.endsWith("9") ? "GONE" : "LATE"));
        }
        var whole = text.toString();
        var random = new Random(20_261_123);
        for (int round = 0; round < 8; round++) {
            var file = begin(school.system(), "cut-" + round, "CSV");
            int position = 0;
            for (int length = 1 + random.nextInt(120);
                    position + length < whole.length();
                    length += random.nextInt(60)) {
                position = send(school.system(), file, position, whole.substring(position, position + length), false)
                        .statusCode(200)
                        .extract()
                        .path("position");
            }
            send(school.system(), file, position, whole.substring(position), true)
                    .body(round == 0 ? "recorded" : "unchanged", equalTo(5))
                    .body("refused", equalTo(1))
                    .body("lines", equalTo(10));
        }
    }

    @Test
    void two_that_send_the_same_part_at_once_take_it_once() throws InterruptedException, ExecutionException {
        var school = SchoolFixture.opens("FI15");
        var text = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            school.enrols("FI15-" + i, "fi15-" + i);
            for (int date = 1; date <= 12; date++) {
                text.append(line("FI15-" + i, "AM", "").replace("2026-10-12", "2026-10-%02d".formatted(date)));
            }
        }
        var file = begin(school.system(), "k1", "NDJSON");
        try (var both = Executors.newFixedThreadPool(2)) {
            var answers = both.invokeAll(List.<Callable<Integer>>of(
                    () -> send(school.system(), file, 0, text.toString(), true)
                            .extract()
                            .statusCode(),
                    () -> send(school.system(), file, 0, text.toString(), true)
                            .extract()
                            .statusCode()));
            assertThat(List.of(answers.getFirst().get(), answers.getLast().get()))
                    .containsExactlyInAnyOrder(200, 409);
        }
        school.system()
                .get("/v1/roll-call-files/" + file)
                .then()
                .body("recorded", equalTo(120))
                .body("unchanged", equalTo(0))
                .body("lines", equalTo(120));
    }

    @Test
    void a_correction_in_a_file_names_the_revision_and_the_reason_as_everywhere() {
        var school = SchoolFixture.opens("FI5");
        school.enrols("FI5-1", "fi5-a");
        var absent = line("FI5-1", "AM", "{\"student\":\"fi5-a\",\"mark\":\"ABSENT\"}");
        var back = line("FI5-1", "AM", "");
        var correction = back.replace("}\n", ",\"ifMatch\":1,\"reason\":\"ARRIVED_LATER\"}\n");
        send(school.system(), begin(school.system(), "k1", "NDJSON"), 0, absent + back + correction, true)
                .body("recorded", equalTo(1))
                .body("corrected", equalTo(1))
                .body("refused", equalTo(1));
    }

    @Test
    void a_file_that_cannot_be_is_refused_where_it_is_wrong() {
        var school = SchoolFixture.opens("FI6");
        var file = begin(school.system(), "k1", "CSV");
        send(school.system(), file, 0, "student,mark\n", true).statusCode(400);
        school.system()
                .contentType("application/octet-stream")
                .body(new byte[0])
                .patch("/v1/roll-call-files/" + file)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("header:Upload-Offset"));
        SchoolFixture.opens("FI7")
                .system()
                .get("/v1/roll-call-files/" + file)
                .then()
                .statusCode(404)
                .body("errors[0].pointer", equalTo("path:fileId"));
        school.system()
                .body(Map.of("format", "XLSX"))
                .header("Idempotency-Key", "k2")
                .post("/v1/roll-call-files")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/format"));
    }

    private static String begin(RequestSpecification request, String key, String format) {
        return request.header("Idempotency-Key", key)
                .body(Map.of("format", format))
                .post("/v1/roll-call-files")
                .then()
                .statusCode(201)
                .extract()
                .path("file");
    }

    private static ValidatableResponse send(
            RequestSpecification request, String file, int offset, String text, boolean last) {
        request.contentType(ContentType.BINARY)
                .header("Upload-Offset", offset)
                .body(text.getBytes(StandardCharsets.UTF_8));
        return (last ? request.header("Upload-Complete", "?1") : request)
                .patch("/v1/roll-call-files/" + file)
                .then();
    }

    private static String line(String classId, String session, String entries) {
        return "{\"class\":\"%s\",\"date\":\"2026-10-12\",\"session\":\"%s\",\"marks\":\"EXCEPTIONS\",\"entries\":[%s]}\n"
                .formatted(classId, session, entries);
    }
}
