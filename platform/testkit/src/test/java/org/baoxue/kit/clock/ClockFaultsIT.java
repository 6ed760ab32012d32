package org.baoxue.kit.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.baoxue.kit.PlainStore;
import org.baoxue.testkit.Planted;
import org.junit.jupiter.api.Test;

/** A node that goes by its own clock, planted. */
class ClockFaultsIT {

    @Test
    void the_node_s_clock_instead_of_the_one_clock() throws Exception {
        try (var store = new PlainStore()) {
            Planted.isCaught(
                    "app clock instead of the one clock",
                    "allNodesTellTheSameTime",
                    () -> new SuiteClock(store.login()),
                    () -> new NodesOwn(store),
                    node -> allNodesTellTheSameTime(node, new SuiteClock(store.login())));
        }
    }

    private static void allNodesTellTheSameTime(SuiteClock node, SuiteClock other) {
        var before = other.now();
        var asked = node.now();
        assertThat(asked).isBetween(before, other.now());
        other.moveTo(before.plus(Duration.ofDays(1)));
        var after = other.now();
        assertThat(node.now()).isBetween(after, other.now());
    }

    /** Ten minutes ahead, as a node's clock may be. */
    private static final class NodesOwn extends SuiteClock {

        private final Clock own = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));

        NodesOwn(PlainStore store) {
            super(store.login());
        }

        @Override
        public Instant now() {
            return own.instant();
        }
    }
}
