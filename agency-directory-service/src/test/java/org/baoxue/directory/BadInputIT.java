package org.baoxue.directory;

import static org.baoxue.directory.Given.SCHOOL;
import static org.baoxue.directory.Given.operator;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad input gets a problem document that says where and how to mend it, changes nothing, and is never our failure. */
@QuarkusTest
@WithTestResource(Platform.class)
class BadInputIT {

    private record Bad(String method, String address, String body, int status, String pointer) {}

    private static final String HOLDERS = "/v1/organisations/%s/posts/principal/%s".formatted(SCHOOL, SCHOOL);
    private static final String ORGANISATION = "/v1/organisations/2153011399";

    private static final List<Bad> BAD = List.of(
            new Bad("PUT", "/v1/places/530113003", "{", 400, ""),
            new Bad("PUT", "/v1/places/530113003", "[]", 400, ""),
            new Bad("PUT", "/v1/places/530113003", "null", 400, ""),
            new Bad("PUT", "/v1/places/530113003", "", 400, ""),
            new Bad("PUT", "/v1/places/530113003", "{'level':'TOWNSHIP'}", 400, "/name"),
            new Bad("PUT", "/v1/places/530113003", "{'name':'x','level':'HAMLET'}", 400, "/level"),
            new Bad("PUT", "/v1/places/530113003", "{'name':' ','level':'TOWNSHIP'}", 422, "/name"),
            new Bad("PUT", "/v1/places/530113003", "{'name':'x','level':'COUNTY'}", 422, "/level"),
            new Bad("PUT", "/v1/places/530199003", "{'name':'x','level':'TOWNSHIP'}", 422, "/parent"),
            new Bad("PUT", "/v1/places/530113003", "{'name':'a\\u0000b','level':'TOWNSHIP'}", 400, "/name"),
            new Bad("PUT", "/v1/places/53 01", "{'name':'x','level':'TOWNSHIP'}", 400, "path:code"),
            new Bad("GET", "/v1/places/999999", "", 404, ""),
            new Bad("GET", "/v1/places?limit=0", "", 400, "query:limit"),
            new Bad("GET", "/v1/places?limit=many", "", 400, "query:limit"),
            new Bad("GET", "/v1/places?level=hamlet", "", 400, "query:level"),
            new Bad("GET", "/v1/places?cursor=***", "", 400, "query:cursor"),
            new Bad("GET", "/v1/places?prefix=5%25", "", 400, "query:prefix"),
            new Bad("PUT", ORGANISATION, "{'kind':'SCHOOL','name':'x','place':'530113001'}", 422, "/school"),
            new Bad("PUT", ORGANISATION, "{'kind':'SHOP','name':'x','place':'530113001'}", 400, "/kind"),
            new Bad("PUT", ORGANISATION, "{'kind':'OTHER','name':'x','place':'999999'}", 422, "/place"),
            new Bad("PUT", ORGANISATION, "{'kind':'OTHER','name':'x'}", 400, "/place"),
            new Bad("PUT", ORGANISATION, "{'kind':'OTHER','name':'x','place':'530113','zone':'Mars/X'}", 422, "/zone"),
            new Bad("PUT", ORGANISATION, school("'sessions':[]"), 400, "/school/sessions"),
            new Bad("PUT", ORGANISATION, school("'sessions':[null]"), 400, "/school/sessions/0"),
            new Bad("PUT", ORGANISATION, school("'sessions':[{'code':'AM'}]"), 400, "/school/sessions/0/starts"),
            new Bad(
                    "PUT",
                    ORGANISATION,
                    school("'sessions':[{'code':'早','starts':'08:00'}]"),
                    400,
                    "/school/sessions/0/code"),
            new Bad(
                    "PUT",
                    ORGANISATION,
                    school("'sessions':[{'code':'AM','starts':'25:00'}]"),
                    400,
                    "/school/sessions/0/starts"),
            new Bad("PUT", HOLDERS, "{}", 400, "/holders"),
            new Bad("PUT", HOLDERS, "{'holders':[null]}", 400, "/holders/0"),
            new Bad("PUT", HOLDERS, "{'holders':[{'name':'x','from':'2026-09-01'}]}", 400, "/holders/0/person"),
            new Bad(
                    "PUT",
                    HOLDERS,
                    "{'holders':[{'person':'p','name':'x','from':'2026-02-30'}]}",
                    400,
                    "/holders/0/from"),
            new Bad("PUT", HOLDERS, holder("'to':'2026-08-31'"), 422, "/holders/0/to"),
            new Bad("PUT", HOLDERS, holder("'to':'+999999-08-31'"), 400, "/holders/0/to"),
            new Bad("PUT", HOLDERS, holder("'language':'fr'"), 400, "/holders/0/language"),
            new Bad(
                    "PUT",
                    HOLDERS,
                    holder("'channels':[{'kind':'FAX','address':'1'}]"),
                    400,
                    "/holders/0/channels/0/kind"),
            new Bad(
                    "PUT",
                    HOLDERS,
                    holder("'channels':[{'kind':'SMS','address':'x'}]"),
                    422,
                    "/holders/0/channels/0/address"),
            new Bad(
                    "PUT",
                    "/v1/organisations/%s/posts/janitor/%s".formatted(SCHOOL, SCHOOL),
                    "{'holders':[]}",
                    400,
                    "path:post"),
            new Bad(
                    "PUT",
                    "/v1/organisations/%s/posts/principal/other".formatted(SCHOOL),
                    "{'holders':[]}",
                    422,
                    "path:scope"),
            new Bad("PUT", "/v1/organisations/nowhere/posts/principal/nowhere", "{'holders':[]}", 404, ""),
            new Bad("GET", "/v1/posts/principal/%s/holders?date=tomorrow".formatted(SCHOOL), "", 400, "query:date"),
            new Bad(
                    "GET",
                    "/v1/posts/principal/%s/holders?date=%%2B10000-01-01".formatted(SCHOOL),
                    "",
                    400,
                    "query:date"),
            new Bad("GET", "/v1/posts/principal/nowhere/holders", "", 404, ""),
            new Bad("GET", "/v1/posts/vacancies?date=2026-13-01", "", 400, "query:date"),
            new Bad("PUT", "/v1/calendars/galaxy/CN", "{'terms':[],'days':[]}", 400, "path:ownerKind"),
            new Bad("PUT", "/v1/calendars/place/CN", "{'terms':[],'days':[]}", 422, "path:ownerKind"),
            new Bad("PUT", "/v1/calendars/place/999999", "{'terms':[],'days':[]}", 422, "path:owner"),
            new Bad("PUT", "/v1/calendars/school/nowhere", "{'terms':[],'days':[]}", 422, "path:owner"),
            new Bad("PUT", "/v1/calendars/place/530113", "{'terms':[]}", 400, "/days"),
            new Bad(
                    "PUT",
                    "/v1/calendars/place/530113",
                    "{'terms':[],'days':[{'date':'x','school':true}]}",
                    400,
                    "/days/0/date"),
            new Bad(
                    "PUT",
                    "/v1/calendars/place/530113",
                    "{'terms':[{'name':'1','from':'2026-09-01'}],'days':[]}",
                    400,
                    "/terms/0/to"),
            new Bad("GET", "/v1/calendars/effective?school=" + SCHOOL, "", 400, "query:date"),
            new Bad("GET", "/v1/calendars/effective?school=x y&date=2026-10-01", "", 400, "query:school"),
            new Bad("GET", "/v1/calendars/effective?date=2026-10-01", "", 422, "query:school"),
            new Bad("GET", "/v1/nothing-here", "", 404, ""),
            new Bad("PATCH", "/v1/places/530113", "{}", 405, ""));

    @BeforeEach
    void a_school_stands() {
        Given.school(SCHOOL, Given.TOWNSHIP);
    }

    @Test
    void each_gets_a_problem_document_with_a_pointer_and_changes_nothing() {
        long before = state();
        var differences = new ArrayList<String>();
        for (var bad : BAD) {
            var response = operator().body(bad.body().replace('\'', '"')).request(bad.method(), bad.address());
            var pointers = response.contentType().startsWith("application/problem+json")
                    ? response.jsonPath().getList("errors.pointer", String.class)
                    : List.of("no problem document");
            var expected = bad.pointer().isEmpty() ? pointers : List.of(bad.pointer());
            if (response.statusCode() != bad.status() || !pointers.equals(expected)) {
                differences.add(bad + " but was " + response.statusCode() + " " + response.asString());
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(before, state());
    }

    @Test
    void another_content_type_is_not_read() {
        operator()
                .contentType(ContentType.XML)
                .body("<place/>")
                .put("/v1/places/530113003")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        operator().body("[]").post("/v1/places/imports").then().statusCode(415);
    }

    @Test
    void a_body_of_ten_megabytes_is_refused() {
        operator()
                .body("{\"name\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}")
                .put("/v1/places/530113003")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void who_sends_no_token_or_a_wrong_one_is_told_to_sign_in() {
        for (var header : List.of("", "Bearer nonsense")) {
            var request =
                    header.isEmpty() ? RestAssured.given() : RestAssured.given().header("Authorization", header);
            request.get("/v1/places")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:baoxue:problem:no-valid-token"));
        }
    }

    @Test
    void a_file_that_is_no_list_of_places_is_refused_whole() {
        for (var csv : List.of("", "a,b,c\n1,2,3\n", "code,level,name\n\"530113003,township,x\n")) {
            operator()
                    .contentType("text/csv; charset=UTF-8")
                    .body(csv)
                    .post("/v1/places/imports")
                    .then()
                    .statusCode(not(500));
        }
        operator()
                .contentType("text/csv; charset=UTF-8")
                .body("a,b,c\n1,2,3\n")
                .post("/v1/places/imports")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/line/1"));
        operator()
                .contentType("text/csv")
                .body("code,level,name\n530113003,township,东川\n".getBytes(Charset.forName("GBK")))
                .post("/v1/places/imports")
                .then()
                .statusCode(200)
                .body("refusals[0].why", equalTo("name: not UTF-8, save the file in that encoding"));
    }

    private static String school(String fields) {
        return "{'kind':'SCHOOL','name':'x','place':'530113001','school':{" + fields + "}}";
    }

    private static String holder(String fields) {
        return "{'holders':[{'person':'p','name':'x','from':'2026-09-01'," + fields + "}]}";
    }

    private static long state() {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery("select count(*) from outbox")
                .mapTo(Long.class)
                .one());
    }
}
