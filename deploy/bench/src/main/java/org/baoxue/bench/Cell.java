package org.baoxue.bench;

/**
 * One line of the table.
 *
 * @param target what the value is held against; a rising measure must reach it, a falling one must stay below
 */
public record Cell(String measure, double value, String unit, double target, boolean rising, String detail) {

    public boolean holds() {
        return rising ? value >= target : value <= target;
    }

    /** A figure beside which no target stands. */
    public static Cell figure(String measure, double value, String unit, String detail) {
        return new Cell(measure, value, unit, Double.NaN, true, detail);
    }

    String verdict() {
        return Double.isNaN(target) ? "" : holds() ? "holds" : "LOSES";
    }
}
