package org.baoxue.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Layout;
import org.baoxue.local.suite.Service;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first row of each table with very few children: services, rivals, floors, meters and the report still work together. */
class SmokeIT {
    @Test
    void the_first_row_is_measured_for_all_three(@TempDir Path folder) throws Exception {
        assumePackaged(folder);
        var cells = Main.run(Main.wish(List.of("escalation", "firing", "--size", "tiny", "--rounds", "1")), folder);
        assertEquals(2, cells.size());
        cells.forEach(cell -> assertTrue(cell.value() > 0, cell::measure));
        var kept =
                Json.read(Files.readAllBytes(folder.resolve("escalation.json"))).path("firing");
        assertEquals(3, kept.path("rounds").size());
        kept.path("rounds")
                .forEach(round ->
                        assertTrue(round.path("usage").path("contenderCpu").asDouble() > 0));
    }

    @Test
    void a_school_s_morning_is_measured_to_the_spell_and_on_the_floor(@TempDir Path folder) throws Exception {
        assumePackaged(folder);
        var cells = Main.run(Main.wish(List.of("intake", "school", "--size", "tiny", "--rounds", "1")), folder);
        assertEquals(4, cells.size());
        cells.forEach(cell -> assertTrue(cell.value() > 0, cell::measure));
        var kept = Json.read(Files.readAllBytes(folder.resolve("intake.json"))).path("school");
        kept.path("rounds")
                .forEach(
                        round -> assertTrue(round.path("usage").path("walBytes").asDouble() > 0));
    }

    private static void assumePackaged(Path folder) {
        for (var service : List.of(Service.ATTENDANCE, Service.ESCALATION)) {
            Assumptions.assumeTrue(
                    Files.exists(Layout.of(folder).application(service)), "not packaged: this build skips it");
        }
    }
}
