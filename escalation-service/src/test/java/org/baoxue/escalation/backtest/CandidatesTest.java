package org.baoxue.escalation.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Proposal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every candidate that ships could be set as it stands, says its clauses, and changes something. */
class CandidatesTest {
    static List<String> names() {
        return Candidates.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_candidate_could_be_set_and_is_other_than_what_ships(String name) {
        Map<String, Policy.Value> values = Candidates.named(name).orElseThrow();
        Policy.Key key = new Policy.Key("530113", LocalDate.parse("2026-09-01"), 1);
        assertEquals(List.of(), new Proposal(key, values, Policies.shipped()).mistakes());
        values.forEach((value, tried) -> assertTrue(
                Optional.ofNullable(Policies.shipped().values().get(value))
                        .filter(shipped -> shipped.text().equals(tried.text()))
                        .isEmpty(),
                value));
    }
}
