package org.baoxue.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class DueBatchIT {

    private static final Instant NOW = Instant.parse("2026-10-12T07:00:00Z");

    @Inject
    Batch batch;

    @Test
    void aRowThatCannotBeWorkedDelaysOnlyItself() {
        var rows = new Rows(() -> new IllegalStateException("not this one"));

        int worked = batch.work(rows, NOW, 10);

        assertThat(worked).isEqualTo(3);
        assertThat(rows.done).containsExactly("ana", "cao");
        assertThat(rows.due).containsExactly(Map.entry("bao", NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void aFailureOfTheWorldPutsNothingOff() {
        var rows = new Rows(() -> new IllegalStateException(new SQLException("terminated", "57P01")));

        assertThatThrownBy(() -> batch.work(rows, NOW, 10)).hasRootCauseInstanceOf(SQLException.class);

        assertThat(rows.done).isEmpty();
        assertThat(rows.due.values()).containsOnly(NOW);
    }

    /** Three rows, of which {@code bao} fails. */
    private static final class Rows implements DueRows<String> {
        private final TreeMap<String, Instant> due = new TreeMap<>(Map.of("ana", NOW, "bao", NOW, "cao", NOW));
        private final List<String> done = new ArrayList<>();
        private final Supplier<RuntimeException> failure;

        private Rows(Supplier<RuntimeException> failure) {
            this.failure = failure;
        }

        @Override
        public List<String> claim(Instant now, int limit) {
            return due.entrySet().stream()
                    .filter(row -> !row.getValue().isAfter(now))
                    .map(Map.Entry::getKey)
                    .limit(limit)
                    .toList();
        }

        @Override
        public int work(List<String> rows, Instant now) {
            if (rows.contains("bao")) {
                throw failure.get();
            }
            rows.forEach(due::remove);
            done.addAll(rows);
            return rows.size();
        }

        @Override
        public void putOff(String row, Instant until) {
            due.put(row, until);
        }

        @Override
        public String name() {
            return "rows";
        }

        @Override
        public int work(Instant now, int limit) {
            throw new IllegalStateException("the test calls the batch itself");
        }

        @Override
        public Optional<String> waiting() {
            return Optional.empty();
        }
    }
}
