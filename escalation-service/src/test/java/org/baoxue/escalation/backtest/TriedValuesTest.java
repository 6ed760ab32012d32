package org.baoxue.escalation.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.baoxue.escalation.backtest.Difference.Change;
import org.baoxue.escalation.backtest.Ledger.What;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.PolicyStore.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values of one's own are tried as setting them would leave things; a candidate lies on top of whatever anybody has set. */
class TriedValuesTest {
    private static final String COUNTY = "530113";
    private static final String TOWNSHIP = "530113001";
    private static final Map<String, String> CALENDAR_DAYS = Map.of("suspected-dropout.unit", "calendar days");

    private final RecordedAutumn autumn = new RecordedAutumn()
            .missing("2026-09-10", "2026-09-11", "2026-09-14")
            .back("2026-09-15");

    @Test
    void the_place_tries_what_nobody_below_has_set() {
        assertEquals(List.of(Change.MOVED), fired(CALENDAR_DAYS, null));
    }

    @Test
    void what_a_place_below_has_set_stands() {
        autumn.set(set(TOWNSHIP, "suspected-dropout.unit", "school days"));
        assertEquals(List.of(), fired(CALENDAR_DAYS, null));
        assertEquals(List.of(Change.MOVED), fired(CALENDAR_DAYS, "three-calendar-days"));
    }

    @Test
    void what_the_place_had_set_itself_and_is_not_named_is_dropped() {
        autumn.set(set(COUNTY, "suspected-dropout.unit", "calendar days"));
        Map<String, String> another = Map.of("hours.window", "PT10M");
        assertEquals(List.of(Change.MOVED), fired(another, null));
        assertEquals(List.of(), fired(another, "three-calendar-days"));
    }

    private List<Change> fired(Map<String, String> tried, @Nullable String candidate) {
        Backtest backtest = new Backtest(
                "id",
                COUNTY,
                COUNTY,
                LocalDate.parse("2026-09-01"),
                LocalDate.parse("2026-09-30"),
                candidate,
                RecordedAutumn.values(tried),
                RecordedAutumn.at("2026-10-31", 0),
                RecordedAutumn.at("2026-10-31", 0),
                Backtest.State.RUNNING,
                1,
                1,
                0,
                null);
        return backtest.differences(autumn.past(Map.of())).stream()
                .filter(difference -> difference.name().what() == What.FIRED)
                .filter(difference -> difference.name().rule().equals("suspected-dropout"))
                .map(Difference::change)
                .toList();
    }

    private static PolicyStore.Versions set(String place, String name, String value) {
        Policy policy = new Policy(
                new Policy.Key(place, LocalDate.parse("2026-09-01"), 1), RecordedAutumn.values(Map.of(name, value)));
        return new PolicyStore.Versions(List.of(new Version(policy, Instant.parse("2026-08-01T00:00:00Z"), "p")));
    }
}
