package org.baoxue.directory.place;

import static org.baoxue.directory.Given.events;
import static org.baoxue.directory.Given.operator;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.baoxue.directory.Given;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.StatementCount;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class PlaceIT {

    @Inject
    Jdbi jdbi;

    @Test
    void the_places_of_china_are_there_from_the_first_start() {
        operator()
                .get("/v1/places/530113001")
                .then()
                .statusCode(200)
                .body("name", equalTo("铜都街道"))
                .body("level", equalTo("TOWNSHIP"))
                .body("parent", equalTo("530113"));
        operator().get("/v1/places/53").then().body("parent", equalTo("CN"));
        operator().get("/v1/places/CN").then().body("zone", equalTo("Asia/Shanghai"));
    }

    @Test
    void a_new_place_is_published_once_however_often_it_is_written() {
        var body = Map.of("name", "新社区居民委员会", "level", "VILLAGE");

        operator()
                .body(body)
                .put("/v1/places/530113001991")
                .then()
                .statusCode(201)
                .body("parent", equalTo("530113001"));
        operator().body(body).put("/v1/places/530113001991").then().statusCode(200);

        assertEquals(1, events("place/530113001991"));
        try (var probe = EventProbe.of("baoxue.directory.v1")) {
            var event = probe.await(seen -> seen.key().equals("place/530113001991"));
            assertEquals("org.baoxue.directory.place.v1", event.type());
            assertEquals("VILLAGE", event.text("level"));
            assertEquals("/baoxue/agency-directory", event.headers().get("ce_source"));
        }
    }

    @Test
    void a_removed_place_leaves_a_tombstone_and_may_come_back() {
        var body = Map.of("name", "临时社区", "level", "VILLAGE");
        operator().body(body).put("/v1/places/530113001992").then().statusCode(201);
        operator().delete("/v1/places/530113001992").then().statusCode(204);
        operator().delete("/v1/places/530113001992").then().statusCode(204);
        operator().get("/v1/places/530113001992").then().statusCode(404);
        operator().body(body).put("/v1/places/530113001992").then().statusCode(201);

        try (var probe = EventProbe.of("baoxue.directory.v1")) {
            var events = probe.awaitAll(3, seen -> seen.key().equals("place/530113001992"));
            assertEquals(3, events.size());
            assertNull(events.get(1).body());
            assertEquals("临时社区", events.get(2).text("name"));
            assertEquals(
                    3,
                    events.stream().map(EventProbe.Seen::id).distinct().count(),
                    "a consumer must not take it for a repeat");
        }
    }

    @Test
    void a_place_on_which_something_stands_is_not_removed() {
        operator()
                .delete("/v1/places/530113")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:baoxue:problem:place-in-use"));
    }

    @Test
    void lists_go_by_prefix_and_page_by_page() {
        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = operator()
                    .queryParam("prefix", "530113")
                    .queryParam("level", "TOWNSHIP")
                    .queryParam("limit", 4)
                    .queryParam("cursor", cursor == null ? "" : cursor)
                    .get("/v1/places")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            found.addAll(page.getList("items.code", String.class));
            cursor = page.getString("next");
        } while (cursor != null);

        assertEquals(found.stream().sorted().distinct().toList(), found);
        assertTrue(found.contains("530113001") && found.contains("530113201"), found.toString());
        assertEquals(9, found.size());
    }

    @Test
    void another_tree_has_its_own_root() {
        Given.written("/v1/places/ZX", Map.of("name", "Elsewhere", "level", "NATION", "zone", "America/Chicago"));
        Given.written("/v1/places/ZX01", Map.of("name", "A district", "level", "COUNTY", "parent", "ZX"));

        operator().get("/v1/places/ZX").then().body("parent", nullValue());
        operator()
                .body(Map.of("name", "Lost", "level", "TOWNSHIP", "parent", "ZX02"))
                .put("/v1/places/ZX0201")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/parent"));
    }

    @Test
    void codes_of_another_tree_do_not_run_into_each_other() {
        Given.written("/v1/places/ZW", Map.of("name", "Elsewhere", "level", "NATION", "zone", "America/Chicago"));
        Given.written("/v1/places/ZW1", Map.of("name", "One", "level", "COUNTY", "parent", "ZW"));

        operator()
                .body(Map.of("name", "Ten", "level", "COUNTY", "parent", "ZW"))
                .put("/v1/places/ZW10")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:baoxue:problem:codes-overlap"));
        operator()
                .contentType("text/csv; charset=UTF-8")
                .body("code,level,name,parent\nZW2,county,Two,ZW\nZW20,county,Twenty,ZW\n")
                .post("/v1/places/imports")
                .then()
                .statusCode(200)
                .body("created", equalTo(1))
                .body("refusals.line", contains(3))
                .body("refusals.code", contains("ZW20"));
        operator()
                .contentType("text/csv; charset=UTF-8")
                .body("code,level,name,parent\nZW,nation,Elsewhere,\nZW11,county,Eleven,ZW\nZW3,county,Three,ZW\n")
                .post("/v1/places/imports")
                .then()
                .statusCode(200)
                .body("refusals.code", contains("ZW", "ZW11"));
        operator().get("/v1/places/ZW10").then().statusCode(404);
        operator().get("/v1/places/ZW11").then().statusCode(404);
        operator().get("/v1/places/ZW20").then().statusCode(404);
        operator().get("/v1/places/ZW2").then().statusCode(200);
        operator().get("/v1/places/ZW3").then().statusCode(200);
    }

    @Test
    void a_file_is_taken_line_by_line_and_refused_lines_are_named() {
        var csv = """
                code,level,name,parent
                530113001981000,village,much too long,530113001000
                530113001981,village,好社区,530113001000
                530113999001,village,nowhere,530113999000
                530113001982,hamlet,a level of its own,530113001000
                """;

        for (int created : new int[] {1, 0}) {
            operator()
                    .contentType("text/csv; charset=UTF-8")
                    .body(csv)
                    .post("/v1/places/imports")
                    .then()
                    .statusCode(200)
                    .body("lines", equalTo(4))
                    .body("created", equalTo(created))
                    .body("unchanged", equalTo(1 - created))
                    .body("refused", equalTo(3))
                    .body("refusals", hasSize(3))
                    .body("refusals.line", contains(2, 5, 4));
        }
        assertEquals(1, events("place/530113001981"));
    }

    @Test
    void a_line_that_is_no_line_costs_itself_only_and_a_broken_end_what_follows() {
        var csv = """
                code,level,name
                530113001984,village
                530113001985,village,"好社区",one more
                530113001986,village,好社区
                530113001987,village,"never closed
                530113001988,village,好社区
                """;

        operator()
                .contentType("text/csv; charset=UTF-8")
                .body(csv)
                .post("/v1/places/imports")
                .then()
                .statusCode(200)
                .body("created", equalTo(1))
                .body("refusals.line", contains(2, 3, 5))
                .body("refusals.code", contains("530113001984", "530113001985", "530113001987"));
        assertEquals(1, events("place/530113001986"));
        assertEquals(0, events("place/530113001988"));
    }

    @Test
    void a_bureau_loads_what_lies_below_it_and_nothing_else() {
        Given.bureau("530113")
                .contentType("text/csv; charset=UTF-8")
                .body("code,level,name\n530113001983,village,本区\n530102001983,village,别区\n")
                .post("/v1/places/imports")
                .then()
                .statusCode(200)
                .body("created", equalTo(1))
                .body("refusals.line", contains(3));
    }

    @Test
    void sending_the_whole_nation_again_changes_nothing_in_a_handful_of_statements() throws IOException {
        try (var file = Objects.requireNonNull(PlaceIT.class.getResourceAsStream("/shipped/divisions-cn.csv"))) {
            var csv = file.readAllBytes();
            var count = StatementCount.on(jdbi);
            operator()
                    .contentType("text/csv; charset=UTF-8")
                    .body(new String(csv, StandardCharsets.UTF_8))
                    .post("/v1/places/imports")
                    .then()
                    .statusCode(200)
                    .body("lines", equalTo(45979))
                    .body("unchanged", equalTo(45979))
                    .body("refused", equalTo(0));
            long statements = count.take();
            assertTrue(statements < 400, statements + " statements for 46,000 lines");
        }
    }
}
