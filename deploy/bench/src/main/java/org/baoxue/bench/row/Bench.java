package org.baoxue.bench.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.baoxue.bench.Cell;
import org.baoxue.bench.Round;
import org.baoxue.bench.Size;
import org.baoxue.bench.Spread;
import org.baoxue.bench.ground.Ground;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ground.Usage;

/** What a row is given: ground to stand on, how much to measure, somebody to tell; and what it has measured. */
public final class Bench {
    private final Ground ground;
    private final Size size;
    private final int rounds;
    private final String only;
    private final Consumer<String> say;
    private final List<Round> measured = new ArrayList<>();

    /** @param only the one contender that is measured; empty for all */
    public Bench(Ground ground, Size size, int rounds, String only, Consumer<String> say) {
        this.ground = ground;
        this.size = size;
        this.rounds = rounds;
        this.only = only;
        this.say = say;
    }

    public Ground ground() {
        return ground;
    }

    public Size size() {
        return size;
    }

    public int rounds() {
        return rounds;
    }

    public void say(String line) {
        say.accept(line);
    }

    /** Every round so far, in order. */
    public List<Round> measured() {
        return List.copyOf(measured);
    }

    /** Keeps one round. */
    public Round keep(String contender, double units, Usage usage, Map<String, Double> figures) {
        var round = new Round(contender, units, usage, figures);
        measured.add(round);
        say.accept(String.format(
                Locale.ROOT,
                "  %s: %,.0f in %.2f s, %,.0f/s; CPU us each: own %.0f, PostgreSQL %.0f, Kafka %.0f; WAL B each %.0f;"
                        + " statements each %.3f %s",
                contender,
                units,
                usage.seconds(),
                round.perSecond(),
                usage.contenderCpu() * 1e6 / units,
                usage.postgresCpu() * 1e6 / units,
                usage.kafkaCpu() * 1e6 / units,
                usage.walBytes() / units,
                usage.statements() / units,
                figures.isEmpty() ? "" : figures.toString()));
        return round;
    }

    /** A B B A A B B A …: so many rounds of each, so that what drifts touches both alike. */
    public void alternate(Contender... contenders) {
        var all = List.of(contenders);
        for (int n = 0; n < rounds; n++) {
            (n % 2 == 0 ? all : all.reversed()).forEach(this::round);
        }
    }

    /** So many rounds of one. */
    public void alone(Contender contender, int times) {
        for (int n = 0; n < times; n++) {
            round(contender);
        }
    }

    private void round(Contender contender) {
        if (only.isEmpty() || contender.name().equals(only)) {
            contender.round();
        }
    }

    /** Who takes part in rounds. */
    public interface Contender extends AutoCloseable {
        String name();

        void round();

        @Override
        default void close() {}

        /** One who has nothing of its own to close. */
        static Contender of(String name, Runnable round) {
            return new Contender() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public void round() {
                    round.run();
                }
            };
        }
    }

    /** What PostgreSQL did for a contender, dearest first. */
    public void sayDearest(String database) {
        Meter.dearest(ground, database).forEach(line -> say("    " + line));
    }

    /** One median over another, where both were measured. */
    public Optional<Cell> ratio(
            String measure, Function<Round, Double> figure, String over, String under, double target) {
        var above = of(over).map(figure).toList();
        var below = of(under).map(figure).toList();
        if (above.isEmpty() || below.isEmpty()) {
            return Optional.empty();
        }
        var a = Spread.of(above);
        var b = Spread.of(below);
        return Optional.of(new Cell(measure, a.median() / b.median(), "x", target, true, a + " / " + b));
    }

    /** The median of one, where it was measured. */
    public Optional<Cell> median(
            String measure,
            Function<Round, Double> figure,
            String contender,
            String unit,
            double target,
            boolean rising) {
        var values = of(contender).map(figure).toList();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var spread = Spread.of(values);
        return Optional.of(new Cell(measure, spread.median(), unit, target, rising, spread.toString()));
    }

    private Stream<Round> of(String contender) {
        return measured.stream().filter(round -> round.contender().equals(contender));
    }
}
