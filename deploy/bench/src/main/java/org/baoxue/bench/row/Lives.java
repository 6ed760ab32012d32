package org.baoxue.bench.row;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ours.Escalation;
import org.baoxue.bench.ours.Schools;
import org.baoxue.bench.ours.Schools.Call;

/** Whole lives of spells, lived by the service: armed, nine in ten back, the tenth fired until the third day, and back. */
final class Lives implements Bench.Contender {
    static final int ABSENT = 10;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Bench bench;
    private final int classes;
    private final Escalation service;
    private final Schools schools;
    private int round;

    Lives(Bench bench, int spells) {
        this.bench = bench;
        this.classes = spells / ABSENT;
        this.service = Escalation.start(bench.ground());
        this.schools = new Schools(bench.ground().bootstrap());
        service.setClock(Schools.at(Schools.MONDAY, "08:10"));
    }

    @Override
    public String name() {
        return "ours";
    }

    /** Of schools of its own each time, in weeks that follow each other. */
    @Override
    public void round() {
        var monday = Schools.MONDAY.plusWeeks(round);
        int of = round++;
        service.setClock(Schools.at(monday, "08:10"));
        for (int school = 0; school <= classes / 20; school++) {
            schools.open(school(of, school));
        }
        await("select count(*) = 2 from post where scope = '" + school(of, classes / 20) + "'");
        var database = service.database();
        long opened = database.written("spell");
        var meter = Meter.start(bench.ground(), Escalation.DATABASE, service.handle());
        for (int n = 0; n < classes; n++) {
            schools.call(new Call(school(of, n / 20), n, monday, false, ABSENT));
        }
        schools.flush();
        database.awaitMost("spell", opened, (long) ABSENT * classes, LONGEST);
        await("select count(*) = " + 3 * ABSENT * classes + " from duty where state = 'OPEN' and student is not null");
        service.setClock(Schools.at(monday, "14:06"));
        long ended = database.written("spell");
        for (int n = 0; n < classes; n++) {
            schools.call(new Call(school(of, n / 20), n, monday, true, 1));
        }
        schools.flush();
        database.awaitMost("spell", ended, (ABSENT - 1L) * classes, LONGEST);
        await("select count(*) = " + classes + " from spell where state = 'OPEN'");
        evenings(of, monday);
        var usage = meter.read();
        for (int n = 0; n < classes; n++) {
            schools.call(new Call(school(of, n / 20), n, monday.plusDays(3), false, 0));
        }
        schools.flush();
        await("select count(*) = 0 from spell where state = 'OPEN'");
        bench.keep("ours", classes * ABSENT, usage, Map.of());
    }

    /** Monday evening and two more days pass, of which nobody says anything about those who are missing. */
    private void evenings(int of, LocalDate monday) {
        for (int day = 0; day < 3; day++) {
            service.setClock(Schools.at(monday.plusDays(day), "15:00"));
            for (int school = 0; school <= (classes - 1) / 20; school++) {
                schools.closeDay(school(of, school), monday.plusDays(day));
            }
            schools.flush();
            service.setClock(Schools.at(monday.plusDays(day), "18:03"));
        }
        await("select count(*) = " + classes
                + " from firing where rule = 'suspected-dropout' and not withdrawn and spell in"
                + " (select id from spell where state = 'OPEN')");
    }

    private static String school(int round, int number) {
        return "L" + round + "-" + number;
    }

    Escalation service() {
        return service;
    }

    private void await(String so) {
        if (!service.database().await(LONGEST, so)) {
            throw new IllegalStateException("never: " + so);
        }
    }

    @Override
    public void close() {
        schools.close();
        service.close();
    }
}
