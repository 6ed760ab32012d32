package org.baoxue.local.suite;

import java.util.List;
import java.util.Map;

/**
 * What is to be started and how.
 *
 * @param durable fsync on: what was accepted survives the machine's fall, not only a process's
 * @param settableClock for drills, tests and the demo
 * @param learns what the start-up caches are made of, which lengthens the stop of this one run
 * @param settings more environment for every service
 */
public record SuitePlan(
        Layout layout,
        Ports ports,
        boolean durable,
        boolean settableClock,
        List<Service> services,
        boolean identity,
        boolean learns,
        Map<String, String> settings) {

    public SuitePlan {
        services = List.copyOf(services);
        settings = Map.copyOf(settings);
    }

    public static SuitePlan whole(Layout layout, Ports ports, boolean durable, boolean settableClock) {
        return new SuitePlan(layout, ports, durable, settableClock, List.of(Service.values()), true, false, Map.of());
    }

    /** PostgreSQL, Kafka and the inbox alone. */
    public static SuitePlan ground(Layout layout, Ports ports) {
        return new SuitePlan(layout, ports, false, true, List.of(), false, false, Map.of());
    }
}
