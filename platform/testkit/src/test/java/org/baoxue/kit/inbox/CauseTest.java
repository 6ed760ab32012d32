package org.baoxue.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.baoxue.kit.event.Json;
import org.junit.jupiter.api.Test;

/** Why a record failed is said without a word of the record. */
class CauseTest {

    record Mark(Instant at) {}

    record Marks(List<Mark> marks, Map<String, Mark> byName) {}

    @Test
    void theFieldIsNamedAndNotWhatItHeld() {
        var failed = catchThrowable(() -> Json.read("{\"marks\":[{\"at\":\"Ana Li\"}]}", Marks.class));
        assertThat(Cause.of(failed))
                .contains("/marks/0/at")
                .contains("CauseTest.java:")
                .doesNotContain("Ana");
    }

    @Test
    void theKeysOfAMapAreTheRecords() {
        var failed = catchThrowable(() -> Json.read("{\"byName\":{\"Ana Li\":{\"at\":\"at home\"}}}", Marks.class));
        assertThat(Cause.of(failed))
                .contains("/byName/*/at")
                .doesNotContain("Ana")
                .doesNotContain("home");
    }

    @Test
    void aMessageIsNotRepeatedAndAChainIs() {
        var failed = new IllegalStateException("Ana Li", new IllegalArgumentException("13912345678"));
        assertThat(Cause.of(failed)).startsWith("IllegalStateException < IllegalArgumentException at CauseTest.java:");
    }
}
