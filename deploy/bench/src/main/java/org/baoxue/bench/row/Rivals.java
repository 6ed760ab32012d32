package org.baoxue.bench.row;

import org.baoxue.bench.ground.Ground;
import org.baoxue.bench.ground.Remote;
import org.baoxue.bench.rival.DbScheduler;
import org.baoxue.bench.rival.FlowableTimers;
import org.baoxue.local.postgres.PostgresServer;

/** How the rivals are started. */
final class Rivals {
    /** The best for it of 10, 20 and 50 on two cores. */
    private static final int THREADS = 20;

    private Rivals() {}

    static Remote dbScheduler(Ground ground) {
        return Remote.start(
                ground,
                DbScheduler.class,
                ground.url("dbscheduler"),
                PostgresServer.ADMIN,
                ground.administratorPassword(),
                Integer.toString(Integer.getInteger("baoxue.bench.threads", THREADS)));
    }

    static Remote flowable(Ground ground) {
        return Remote.start(
                ground,
                FlowableTimers.class,
                ground.url("flowable"),
                PostgresServer.ADMIN,
                ground.administratorPassword());
    }
}
