package org.baoxue.bench.ours;

import java.util.Map;
import org.baoxue.bench.ground.Ground;
import org.baoxue.bench.ground.Jvm;
import org.baoxue.local.suite.Service;

/** The escalation service. */
public final class Escalation extends Packaged {
    public static final String DATABASE = Service.ESCALATION.database();

    private Escalation(Ground ground, String name, int port, Map<String, String> settings) {
        super(ground, Service.ESCALATION, name, port, Jvm.flags(), settings);
    }

    /** The first instance, ready. */
    public static Escalation start(Ground ground) {
        return start(ground, "escalation-service", ground.ports().escalation(), Map.of());
    }

    /** @param settings more environment */
    public static Escalation start(Ground ground, String name, int port, Map<String, String> settings) {
        return new Escalation(ground, name, port, settings);
    }
}
