package org.baoxue.escalation.backtest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;

/** The candidates that ship: readings of what the texts leave open, each a readable file with the clause and the reason. */
final class Candidates {
    static final List<String> NAMES = List.of(
            "three-calendar-days",
            "cumulative-within-20-school-days",
            "make-up-days-not-counted",
            "clock-from-failed-contact");

    private Candidates() {}

    /** The values that it sets; nothing where no such candidate ships. */
    static Optional<Map<String, Policy.Value>> named(String name) {
        return NAMES.contains(name) ? Optional.of(read(name + ".txt")) : Optional.empty();
    }

    private static Map<String, Policy.Value> read(String file) {
        try (InputStream stream = Optional.ofNullable(Candidates.class.getResourceAsStream(file))
                        .orElseThrow(() -> new IllegalStateException(file + " is not shipped"));
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return Policies.values(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
