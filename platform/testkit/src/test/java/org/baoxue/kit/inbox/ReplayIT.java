package org.baoxue.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/** What a service tells itself anew from what it has published, and what it cannot read of it. */
@QuarkusTest
@WithTestResource(Platform.class)
class ReplayIT {

    private static final String TOPIC = "baoxue.told-anew.v1";
    private static final String TYPE = "org.baoxue.test.entry.v1";

    @Inject
    Replay replay;

    record Entry(int worth) {}

    /** A version of the program: it can read what is worth no more than so much. */
    private record Version(int most, List<Integer> told) implements EventHandler {
        @Override
        public String topic() {
            return TOPIC;
        }

        @Override
        public void handle(List<IncomingEvent> events) {
            var worths =
                    events.stream().map(event -> event.as(Entry.class).worth()).toList();
            if (worths.stream().anyMatch(worth -> worth > most)) {
                throw new IllegalArgumentException("worth more than this version knows");
            }
            told.addAll(worths);
        }
    }

    @Test
    void what_one_version_cannot_read_stops_it_and_the_next_one_goes_on_from_there() {
        publish("a", 1);
        EventProbe.publishRaw(TOPIC, "no\u0000key", Map.of(), "garbage");
        publish("b", 2000);
        publish("b", 3);
        publish("c", 4);

        var old = new Version(999, new ArrayList<>());
        assertThatThrownBy(() -> replay.read(old)).hasMessageContaining("cannot be read");
        assertThat(old.told()).containsExactlyInAnyOrder(1, 4);
        assertThatThrownBy(() -> replay.read(old)).as("the same version").hasMessageContaining("cannot be read");

        var next = new Version(9999, new ArrayList<>());
        var last = replay.read(next);
        assertThat(last)
                .as("when the last word was said, though all was read before")
                .isPresent();
        assertThat(next.told()).containsExactly(2000, 3);
        assertThat(waiting()).isZero();

        var after = new Version(9999, new ArrayList<>());
        assertThat(replay.read(after)).isEqualTo(last);
        assertThat(after.told()).isEmpty();
    }

    private static void publish(String key, int worth) {
        EventProbe.publish(TOPIC, key, TYPE, Map.of("worth", worth));
    }

    private static long waiting() {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery(
                        "select count(*) from dead_letter where topic = :topic and replayed_at is null")
                .bind("topic", TOPIC)
                .mapTo(Long.class)
                .one());
    }
}
