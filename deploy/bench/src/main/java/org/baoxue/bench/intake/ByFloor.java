package org.baoxue.bench.intake;

import java.util.List;
import org.baoxue.bench.floor.FactsFloor;
import org.baoxue.bench.floor.IntakeFloor;
import org.baoxue.bench.ground.Meter;
import org.baoxue.bench.ground.Remote;
import org.baoxue.bench.load.OpenLoop;
import org.baoxue.bench.load.OpenLoop.Outcome;
import org.baoxue.bench.load.Shot;
import org.baoxue.bench.row.Bench;
import org.baoxue.local.postgres.PostgresServer;

/** Both floors behind each other, as the two services are: one accepts and publishes, the other keeps whom it concerns. */
final class ByFloor implements AutoCloseable {
    private static final String TOPIC = "baoxue.platform-out.v1";
    private static final String ACCEPTED = "floor_accepted";
    private static final String HEARD = "floor_heard";

    private final Bench bench;
    private final Remote accepting;
    private final Remote hearing;
    private long published;

    ByFloor(Bench bench) {
        this.bench = bench;
        this.hearing = start(HEARD, FactsFloor.class, FactsFloor.TABLES);
        this.accepting = start(ACCEPTED, IntakeFloor.class, IntakeFloor.TABLES);
    }

    private Remote start(String name, Class<?> main, String tables) {
        var database = bench.ground().freshDatabase(name);
        database.run(tables);
        return Remote.start(
                bench.ground(),
                main,
                bench.ground().url(name),
                PostgresServer.ADMIN,
                bench.ground().administratorPassword(),
                bench.ground().bootstrap(),
                TOPIC,
                Integer.toString(port()));
    }

    private int port() {
        return bench.ground().ports().cases();
    }

    /** @param perSecond infinite: as fast as they are answered */
    Outcome send(List<Shot> shots, int connections, double perSecond) {
        return new OpenLoop(port(), connections).run(shots, perSecond);
    }

    /** Until the broker has all of it. */
    void awaitPublished(long calls) {
        published += calls;
        accepting.ask("acknowledged " + published);
    }

    /** Until the second has kept what the broker has. */
    void awaitHeard() {
        hearing.ask("taken " + published);
    }

    /** Of the first alone. */
    Meter meterOfAccepting() {
        return Meter.start(bench.ground(), ACCEPTED, accepting.handle());
    }

    Meter meter() {
        return Meter.start(bench.ground(), List.of(ACCEPTED, HEARD), List.of(accepting.handle(), hearing.handle()));
    }

    @Override
    public void close() {
        accepting.close();
        hearing.close();
    }
}
