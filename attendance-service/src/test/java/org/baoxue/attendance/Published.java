package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.ContractCheck;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;

/** What the service really published; whatever is looked at is held against the contracts. */
public final class Published {

    private static final ContractCheck CONTRACTS = ContractCheck.of(Path.of("contracts"));

    private Published() {}

    /** The events of one type of a school, once there are {@code count}. */
    public static List<Seen> attendance(String name, String school, int count) {
        return await(
                "baoxue.attendance.v1",
                count,
                seen -> is(seen, "attendance", name) && seen.key().equals(school));
    }

    public static List<Seen> attendance(String name, int count, Predicate<Seen> fits) {
        return await("baoxue.attendance.v1", count, seen -> is(seen, "attendance", name) && fits.test(seen));
    }

    public static List<Seen> roster(String student, int count) {
        return await("baoxue.roster.v1", count, seen -> seen.key().equals(student));
    }

    /** Everything published so far under a key, in order. */
    public static List<Seen> all(String key) {
        try (var probe = EventProbe.of("baoxue.attendance.v1")) {
            return probe.all().stream().filter(seen -> seen.key().equals(key)).toList();
        }
    }

    private static List<Seen> await(String topic, int count, Predicate<Seen> fits) {
        try (var probe = EventProbe.of(topic)) {
            var found = probe.awaitAll(count, fits);
            found.forEach(Published::fitsItsSchema);
            return found;
        }
    }

    static void fitsItsSchema(Seen seen) {
        assertThat(CONTRACTS.faults(seen.type(), Json.write(Objects.requireNonNull(seen.body()))))
                .isEmpty();
    }

    private static boolean is(Seen seen, String context, String name) {
        return seen.type().equals("org.baoxue." + context + "." + name + ".v1");
    }
}
