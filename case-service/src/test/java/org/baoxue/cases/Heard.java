package org.baoxue.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.baoxue.testkit.ContractCheck;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;

/** Hears what the ledger publishes, and holds all of it against the contracts. */
final class Heard implements AutoCloseable {

    private final EventProbe cases = EventProbe.of("baoxue.case.v1");
    private final EventProbe platform = EventProbe.of("baoxue.platform-out.v1");

    /** The next such event about this child. */
    Seen of(Pupil pupil, String name) {
        return cases.await(seen -> is(seen, pupil, "case", name));
    }

    List<Seen> of(Pupil pupil, String name, int count) {
        return cases.awaitAll(count, seen -> is(seen, pupil, "case", name));
    }

    Seen toPlatform(Pupil pupil, String name) {
        return platform.await(seen -> is(seen, pupil, "platform", name));
    }

    /** How often it has been heard by now; ask after something later of the same child was heard. */
    long count(Pupil pupil, String name) {
        return cases.all().stream()
                .filter(seen -> is(seen, pupil, "case", name))
                .count();
    }

    long countToPlatform(Pupil pupil, String name) {
        return platform.all().stream()
                .filter(seen -> is(seen, pupil, "platform", name))
                .count();
    }

    String caseOf(Pupil pupil) {
        return of(pupil, "case-opened").text("case");
    }

    String numberOf(Pupil pupil, String rule) {
        return cases.await(seen -> is(seen, pupil, "case", "report-drafted")
                        && seen.text("duty").equals(Rules.duty(pupil, rule)))
                .text("report");
    }

    static JsonNode body(Seen seen) {
        return Objects.requireNonNull(seen.body());
    }

    void everythingFits() {
        var contracts = ContractCheck.of(Path.of("contracts"));
        var faults = List.of(cases.all(), platform.all()).stream()
                .flatMap(List::stream)
                .flatMap(seen -> contracts.faults(seen.type(), body(seen).toString()).stream())
                .toList();
        assertEquals(List.of(), faults);
    }

    @Override
    public void close() {
        cases.close();
        platform.close();
    }

    private static boolean is(Seen seen, Pupil pupil, String context, String name) {
        return seen.key().equals(pupil.student()) && seen.type().equals("org.baoxue." + context + "." + name + ".v1");
    }
}
