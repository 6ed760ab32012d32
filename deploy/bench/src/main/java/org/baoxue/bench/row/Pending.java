package org.baoxue.bench.row;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Population;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.ours.Told;

/** The service with very many missing children, of whom nothing is due yet: it is ten past eight on a Monday. */
final class Pending implements AutoCloseable {
    /** Contact is due an hour after the first mark. */
    static final Instant FIRST_DUE = Schools.at(Schools.MONDAY, "09:05");

    private static final Duration LONGEST = Duration.ofHours(2);
    private static final String DONE = "not exists (select from child where next_due_at <= ?)";

    private static final Instant MORNING = Schools.at(Schools.MONDAY, "08:10");

    private final Bench bench;
    private Escalation service;
    private final Population population;

    Pending(Bench bench) {
        this.bench = bench;
        this.service = Escalation.start(bench.ground());
        service.setClock(MORNING);
        try (var schools = new Schools(bench.ground().bootstrap())) {
            this.population = Population.template(service, schools);
        }
    }

    /** Forgets all and begins the Monday anew. */
    void grow(int children, Duration apart) {
        bench.say("  growing " + children + " missing children");
        service.setClock(MORNING);
        awaitSchools(MORNING);
        population.clear();
        population.grow(children, apart);
        awaitSchools(MORNING);
        population.settle();
    }

    Escalation service() {
        return service;
    }

    /** After the service was killed. */
    void startAgain() {
        service = Escalation.start(bench.ground());
    }

    /** One more node of the same service. */
    Escalation another() {
        return Escalation.start(
                bench.ground(), "escalation-service-2", bench.ground().ports().attendance(), Map.of());
    }

    /** How far the suite's clock is ahead of the machine's. */
    Duration ahead() {
        long micros =
                service.database().number("select extract(epoch from baoxue_now() - clock_timestamp()) * 1000000");
        return Duration.ofNanos(micros * 1000);
    }

    /** How long after its due time each was heard of, by due time: the event does not say when it was due, the duty's row does. */
    List<Heard> heard(List<Told.Lapse> lapses) {
        var ahead = ahead();
        var dues = new HashMap<String, Instant>();
        service.database()
                .texts(
                        "select id || ' ' || extract(epoch from due_at) from duty where rule = 'contact-guardian' and state = 'LAPSED'")
                .forEach(row -> dues.put(row.split(" ", -1)[0], instant(row.split(" ", -1)[1])));
        return lapses.stream()
                .filter(lapse -> dues.containsKey(lapse.duty()))
                .map(lapse -> new Heard(
                        Objects.requireNonNull(dues.get(lapse.duty())),
                        lapse.heard().plus(ahead)))
                .sorted(Comparator.comparing(Heard::due))
                .toList();
    }

    private static Instant instant(String seconds) {
        return Instant.EPOCH.plusNanos(new BigDecimal(seconds).movePointRight(9).longValue());
    }

    /** Both by the suite's clock. */
    record Heard(Instant due, Instant at) {
        double millis() {
            return Duration.between(due, at).toNanos() / 1e6;
        }
    }

    boolean isPast(Instant moment) {
        return service.database().is("baoxue_now() >= ?", moment);
    }

    boolean isDone(Instant due) {
        return service.database().is(DONE, due);
    }

    /** What PostgreSQL would clean some time is cleaned now. */
    void settle() {
        population.settle();
    }

    Instant now() {
        long micros = service.database().number("select extract(epoch from baoxue_now()) * 1000000");
        return Instant.EPOCH.plusNanos(micros * 1000);
    }

    void awaitDone(Instant due) {
        if (!service.database().await(LONGEST, DONE, due)) {
            throw new IllegalStateException("what is due stays due: see the service's log");
        }
    }

    /** Until no school is to be looked at any more for its day, its week or its term: that is none of what is measured. */
    void awaitSchools(Instant due) {
        boolean done = service.database()
                .await(
                        LONGEST,
                        "not exists (select from school where least(class_day_next_at, week_next_at, term_next_at) <= ?)",
                        due);
        if (!done) {
            throw new IllegalStateException("schools stay due: see the service's log");
        }
    }

    void awaitPublished() {
        service.awaitPublished();
    }

    /** Each child's duty of that rule has lapsed, and was told of once. */
    void mustHaveLapsed(String rule, int children) {
        long lapsed = service.database().number("select count(*) from duty where rule = ? and state = 'LAPSED'", rule);
        long told = told("count(*)", rule);
        long toldOnce = told("count(distinct payload::jsonb ->> 'duty')", rule);
        if (lapsed != children || told != children || toldOnce != children) {
            throw new IllegalStateException(
                    rule + ": " + lapsed + " lapsed, " + told + " told, " + toldOnce + " once, of " + children);
        }
    }

    private long told(String what, String rule) {
        return service.database()
                .number(
                        "select " + what
                                + " from outbox where type like '%.duty-lapsed.v1' and payload like '%\"' || ? || '\"%'",
                        rule);
    }

    @Override
    public void close() {
        service.close();
    }
}
