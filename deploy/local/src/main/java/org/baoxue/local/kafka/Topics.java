package org.baoxue.local.kafka;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.baoxue.local.process.Trouble;

/** The topics of the suite: facts are kept, the roster and the directory keep the last state of each key. */
public final class Topics {
    private static final Set<String> COMPACTED = Set.of("baoxue.roster.v1", "baoxue.directory.v1");
    private static final List<String> ALL = List.of(
            "baoxue.attendance.v1",
            "baoxue.roster.v1",
            "baoxue.directory.v1",
            "baoxue.escalation.v1",
            "baoxue.case.v1",
            "baoxue.notification.v1",
            "baoxue.platform-out.v1",
            "baoxue.platform-in.v1");
    public static final int PARTITIONS = 4;

    private Topics() {}

    public static List<String> all() {
        return ALL;
    }

    /** Makes those that are missing. */
    public static void create(String bootstrap) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var present = admin.listTopics().names().get();
            var missing = ALL.stream()
                    .filter(topic -> !present.contains(topic))
                    .map(Topics::topic)
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            throw new Trouble("Kafka would not make the topics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted while the topics were made.", e);
        }
    }

    private static NewTopic topic(String name) {
        var configuration =
                COMPACTED.contains(name) ? Map.of("cleanup.policy", "compact") : Map.of("retention.ms", "-1");
        return new NewTopic(name, PARTITIONS, (short) 1).configs(configuration);
    }
}
