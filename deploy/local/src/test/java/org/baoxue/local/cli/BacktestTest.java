package org.baoxue.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.baoxue.local.http.Json;
import org.junit.jupiter.api.Test;

class BacktestTest {
    @Test
    void what_would_change_is_a_table() {
        var answer = """
                {"backtest": "b-1", "place": "530113", "from": "2026-09-01", "to": "2026-09-30", "candidate": "three-calendar-days",
                 "asOf": "2026-10-01T00:00:00Z", "failed": 1,
                 "values": {"home-visit.unit": {"value": "calendar days", "clause": "own choice"}},
                 "rules": [{"rule": "home-visit", "what": "FIRED",
                            "counts": {"gained": 2, "lost": 0, "moved": 11, "endedOtherwise": 0, "children": 13}}],
                 "places": [{"place": "530113001",
                             "counts": {"gained": 2, "lost": 0, "moved": 11, "endedOtherwise": 0, "children": 13}}]}
                """;
        assertEquals(
                List.of(
                        "",
                        "three-calendar-days in 530113, 2026-09-01 to 2026-09-30, as known at 2026-10-01T00:00:00Z",
                        "  home-visit.unit = calendar days",
                        "",
                        "rule                   what     gained     lost    moved  otherwise  children",
                        "home-visit             FIRED         2        0       11          0        13",
                        "",
                        "place                           gained     lost    moved  otherwise  children",
                        "530113001                            2        0       11          0        13",
                        "",
                        "1 children could not be looked at: the log of escalation says why.",
                        "Child by child: GET /v1/backtests/b-1/differences"),
                Backtest.table(Json.read(answer.getBytes(StandardCharsets.UTF_8))));
    }
}
