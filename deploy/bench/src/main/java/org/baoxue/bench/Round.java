package org.baoxue.bench;

import java.util.Map;
import org.baoxue.bench.ground.Usage;

/**
 * One measured stretch of one contender.
 *
 * @param units how many of what the row counts
 * @param figures further figures by name, each named with its unit
 */
public record Round(String contender, double units, Usage usage, Map<String, Double> figures) {

    public double perSecond() {
        return units / usage.seconds();
    }

    /** Microseconds of CPU a unit, contender and PostgreSQL together. */
    public double cpuMicros() {
        return usage.cpu() * 1e6 / units;
    }
}
