package org.baoxue.bench.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.bench.Round;
import org.baoxue.bench.Spread;
import org.baoxue.bench.ground.Jvm;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.load.OpenLoop;
import org.baoxue.bench.load.OpenLoop.Outcome;
import org.baoxue.bench.load.Shot;
import org.baoxue.bench.ours.Attendance;
import org.baoxue.bench.ours.County;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Issuer;
import org.baoxue.bench.ours.Packaged;
import org.baoxue.bench.ours.Posts;
import org.baoxue.bench.ours.Posts.Marks;
import org.baoxue.bench.ours.Pupils;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.ours.Slot;
import org.baoxue.bench.row.Bench;

/**
 * Schools post whom they miss at ten past eight on a Monday, and the escalation service decides on it: spells, duties, events.
 * Every round is of schools of its own, so that each child's first absence is measured, and no other's.
 */
final class Morning implements AutoCloseable {
    static final Slot FIRST = new Slot(Schools.MONDAY, false);

    private static final Duration LONGEST = Duration.ofMinutes(30);
    static final int CONNECTIONS = 16;

    private final Bench bench;
    private final Issuer issuer;
    private final Attendance attendance;
    private final Escalation escalation;
    private final County county;
    private final Posts posts;
    private int grown;

    Morning(Bench bench) {
        this(bench, Jvm.flags());
    }

    /** @param jvm of the attendance service */
    Morning(Bench bench, List<String> jvm) {
        this.bench = bench;
        this.issuer = new Issuer(bench.ground().ports().keycloak());
        this.attendance = Attendance.start(bench.ground(), jvm);
        this.escalation = Escalation.start(bench.ground());
        Stream.of(attendance, escalation).forEach(service -> service.setClock(Schools.at(Schools.MONDAY, "08:10")));
        this.county = new County(bench.ground(), attendance, Optional.of(escalation));
        this.posts = new Posts(issuer);
    }

    Attendance attendance() {
        return attendance;
    }

    Escalation escalation() {
        return escalation;
    }

    /** Schools that have not posted yet, who posted on so many days before. */
    Pupils grow(int schools, int daysBefore) {
        var pupils = county.grow("M" + bench.measured().size() + "x" + grown++, schools);
        county.open(pupils, Schools.MONDAY, 1);
        if (daysBefore > 0) {
            county.remember(pupils, Schools.MONDAY, daysBefore);
        }
        county.settle();
        return pupils;
    }

    List<Shot> bySchool(Pupils pupils) {
        return pupils.codes().stream()
                .map(school -> posts.ofSchool(school, FIRST, Marks.ALL))
                .toList();
    }

    List<Shot> byClass(Pupils pupils) {
        return pupils.classes().stream()
                .map(of -> posts.ofClass(of, FIRST, Marks.ALL))
                .toList();
    }

    /** @param perSecond infinite: as fast as they are answered */
    Outcome send(List<Shot> shots, double perSecond) {
        return new OpenLoop(attendance.port(), CONNECTIONS).run(shots, perSecond);
    }

    /** All post at once, as fast as the service answers: until every absence is a committed spell. */
    Round atOnce(String contender, Pupils pupils) {
        var shots = bySchool(pupils);
        long written = escalation.database().written("spell");
        var meter = meter();
        var outcome = send(shots, Double.POSITIVE_INFINITY);
        double accepted = meter.read().seconds();
        awaitDecided(pupils, written);
        var usage = meter.read();
        if (!outcome.allTaken()) {
            throw new IllegalStateException("posts were refused for want of room");
        }
        return bench.keep(
                contender,
                pupils.marks(),
                usage,
                Map.of(
                        "accepted s",
                        accepted,
                        "answer p99 ms",
                        Spread.quantile(outcome.millis(), 0.99),
                        "absent",
                        (double) pupils.absent(FIRST)));
    }

    /** @param written rows of {@code spell} before the first was posted */
    void awaitDecided(Pupils pupils, long written) {
        int absent = pupils.absent(FIRST);
        escalation.database().awaitMost("spell", written, absent, LONGEST);
        await("(select count(*) = ? from spell where school like ?)", absent, pupils.name() + "-%");
        await(
                "(select count(*) = ? from roll_call where date = ? and school like ?)",
                pupils.classes().size(),
                Schools.MONDAY,
                pupils.name() + "-%");
    }

    private void await(String so, Object... values) {
        if (!escalation.database().await(LONGEST, so, values)) {
            throw new IllegalStateException("never: " + so + ": see the services' logs");
        }
    }

    Meter meter() {
        return Meter.start(
                bench.ground(),
                List.of(Attendance.DATABASE, Escalation.DATABASE),
                List.of(attendance.handle(), escalation.handle()));
    }

    /** Nothing is on its way any more. */
    void awaitPublished() {
        Stream.of(attendance, escalation).forEach(Packaged::awaitPublished);
    }

    @Override
    public void close() {
        county.close();
        escalation.close();
        attendance.close();
        issuer.close();
    }
}
