package org.baoxue.bench.load;

import java.util.function.DoublePredicate;

/** Looks for the greatest rate that holds: up until one does not, then between the two until they lie within a tenth. */
public final class Ramp {
    private static final double UP = 1.6;
    private static final double CLOSE = 1.1;
    private static final int AT_MOST = 16;

    private Ramp() {}

    /**
     * @param first where to begin
     * @param holds tries a rate
     * @return 0 when nothing held
     */
    public static double greatest(double first, DoublePredicate holds) {
        double held = 0;
        double failed = Double.POSITIVE_INFINITY;
        for (int n = 0; n < AT_MOST && (held == 0 || failed / held > CLOSE); n++) {
            double rate = next(first, held, failed);
            if (holds.test(rate)) {
                held = rate;
            } else {
                failed = rate;
            }
        }
        return held;
    }

    private static double next(double first, double held, double failed) {
        if (held == 0) {
            return Double.isInfinite(failed) ? first : failed / 2;
        }
        return Double.isInfinite(failed) ? held * UP : Math.sqrt(held * failed);
    }
}
