package org.baoxue.attendance.sampling;

/**
 * How often the sample said otherwise than the daily record: whether a child was there.
 *
 * @param compared marks of one child at one session that both have
 */
public record Difference(long compared, long differing) {

    /** Of the normal distribution: 95 %. */
    private static final double Z = 1.959963984540054;

    /** @param rate 0 to 1; 0 where nothing was compared */
    public record Interval(double rate, double from, double to) {}

    /** The rate with the Wilson score interval of 95 %: 0 to 1 where nothing was compared. */
    public Interval interval() {
        if (compared == 0) {
            return new Interval(0, 0, 1);
        }
        double rate = (double) differing / compared;
        double weight = Z * Z / compared;
        double middle = (rate + weight / 2) / (1 + weight);
        double half = Z / (1 + weight) * Math.sqrt(rate * (1 - rate) / compared + weight / (4 * compared));
        return new Interval(rate, Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
