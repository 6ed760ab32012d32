package org.baoxue.bench;

import java.util.Collection;
import java.util.Locale;

/**
 * A median with the least and the greatest: of seven rounds the median of all rounds that could be lies between those two
 * with a chance of 98 in 100.
 */
public record Spread(double least, double median, double greatest, int rounds) {

    public static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        return new Spread(sorted[0], median, sorted[n - 1], n);
    }

    /** The value below which that share of all lies; 0 of none. */
    public static double quantile(Collection<Double> values, double share) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * share));
    }

    @Override
    public String toString() {
        return number(median) + " [" + number(least) + "-" + number(greatest) + "]";
    }

    public static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.3g", value);
    }
}
