package org.baoxue.bench.intake;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.load.OpenLoop;
import org.baoxue.bench.load.OpenLoop.Outcome;
import org.baoxue.bench.load.Shot;
import org.baoxue.bench.ours.Attendance;
import org.baoxue.bench.ours.County;
import org.baoxue.bench.ours.Issuer;
import org.baoxue.bench.ours.Posts;
import org.baoxue.bench.ours.Posts.Marks;
import org.baoxue.bench.ours.Pupils;
import org.baoxue.bench.ours.Pupils.SchoolClass;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.ours.Slot;
import org.baoxue.bench.row.Bench;

/** The attendance service alone, and schools whose classes are called session after session, each once. */
final class Door implements AutoCloseable {
    private static final int DAYS = 60;

    private final Bench bench;
    private final Issuer issuer;
    private final Attendance attendance;
    private final County county;
    private final Posts posts;
    private final Pupils pupils;
    private int next;

    Door(Bench bench, int schools, List<String> jvm) {
        this.bench = bench;
        this.issuer = new Issuer(bench.ground().ports().keycloak());
        this.attendance = Attendance.start(bench.ground(), jvm);
        attendance.setClock(Schools.at(Schools.MONDAY.plusDays(DAYS), "08:10"));
        this.county = new County(bench.ground(), attendance, Optional.empty());
        this.posts = new Posts(issuer);
        this.pupils = county.grow("D", schools);
        county.open(pupils, Schools.MONDAY, DAYS);
        county.settle();
    }

    Attendance attendance() {
        return attendance;
    }

    Issuer issuer() {
        return issuer;
    }

    Pupils pupils() {
        return pupils;
    }

    /** A roll call that has not been posted yet. */
    record Due(SchoolClass of, Slot slot) {}

    /** So many of them. */
    List<Due> due(int count) {
        int classes = pupils.codes().size() * Pupils.CLASSES;
        if (next + count > classes * DAYS * 2) {
            throw new IllegalStateException("all roll calls of " + DAYS + " days are posted: begin with more schools");
        }
        var all = pupils.classes();
        var due = IntStream.range(next, next + count)
                .mapToObj(n -> new Due(all.get(n % classes), Slot.nth(Schools.MONDAY, n / classes)))
                .toList();
        next += count;
        return due;
    }

    /** As posts of one class each. */
    List<Shot> shots(List<Due> due) {
        return due.stream()
                .map(one -> posts.ofClass(one.of(), one.slot(), Marks.ALL))
                .toList();
    }

    /** @param perSecond infinite: as fast as they are answered */
    Outcome send(List<Shot> shots, double perSecond) {
        return new OpenLoop(attendance.port(), Morning.CONNECTIONS).run(shots, perSecond);
    }

    Meter meter() {
        return Meter.start(bench.ground(), Attendance.DATABASE, attendance.handle());
    }

    @Override
    public void close() {
        county.close();
        attendance.close();
        issuer.close();
    }
}
