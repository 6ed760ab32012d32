package org.baoxue.kit.inbox;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.eclipse.microprofile.config.Config;

/** The channels on which this service listens. */
@ApplicationScoped
public class Consumers {

    private static final String CONNECTIONS = "connection-count";
    private static final String CHANNEL = "mp.messaging.incoming.";
    private static final String TOPIC = ".topic";

    private final KafkaClientService kafka;
    private final SortedMap<String, String> topics;

    Consumers(KafkaClientService kafka, Config config) {
        this.kafka = kafka;
        this.topics = Collections.unmodifiableSortedMap(topics(config));
    }

    /** The topic of each channel. */
    public SortedMap<String, String> topics() {
        return topics;
    }

    public boolean areConnected() {
        return topics.keySet().stream().allMatch(this::isConnected);
    }

    private static SortedMap<String, String> topics(Config config) {
        var topics = new TreeMap<String, String>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(CHANNEL) && name.endsWith(TOPIC))
                .forEach(name -> topics.put(
                        name.substring(CHANNEL.length(), name.length() - TOPIC.length()),
                        config.getValue(name, String.class)));
        return topics;
    }

    /** Whether every consumer of the channel has a broker to read from. */
    public boolean isConnected(String channel) {
        var consumers = kafka.getConsumers(channel);
        return !consumers.isEmpty()
                && consumers.stream()
                        .allMatch(consumer ->
                                isConnected(consumer.unwrap().metrics().entrySet()));
    }

    private static boolean isConnected(Collection<? extends Map.Entry<MetricName, ? extends Metric>> metrics) {
        return metrics.stream()
                .filter(metric -> metric.getKey().name().equals(CONNECTIONS))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double count && count > 0);
    }
}
