package org.baoxue.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Platform.class)
class TopicsIT {

    @Inject
    Topics topics;

    @Inject
    Backlog backlog;

    @Test
    void aTopicThatIsNotThereHoldsNothingAndHidesNoOther() {
        EventProbe.publish("baoxue.test.v1", "topics", "org.baoxue.test.entry.v1", Map.of("worth", 7));
        assertThat(topics.ends(List.of("baoxue.nobody.v1", "baoxue.test.v1")))
                .isNotEmpty()
                .allSatisfy(end -> assertThat(end.topic()).isEqualTo("baoxue.test.v1"));
        await().until(backlog::isRead);
    }
}
