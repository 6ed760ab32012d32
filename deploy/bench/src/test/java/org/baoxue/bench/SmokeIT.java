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

/** The first row with very few children: the service, both rivals, the meters and the report still work together. */
class SmokeIT {
    @Test
    void the_first_row_is_measured_for_all_three(@TempDir Path folder) throws Exception {
        var service = Layout.of(folder).application(Service.ESCALATION);
        Assumptions.assumeTrue(Files.exists(service), "the service is not packaged: this build skips it");
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
}
