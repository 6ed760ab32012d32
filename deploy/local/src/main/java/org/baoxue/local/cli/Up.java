package org.baoxue.local.cli;

import java.util.concurrent.CountDownLatch;
import org.baoxue.local.suite.Suite;
import org.baoxue.local.suite.SuitePlan;

/** `up`: the suite on a lasting data folder until it is told to stop. */
final class Up {
    private Up() {}

    static int run(Options options) {
        var layout = Places.lasting(options);
        var ports = Places.ports(options);
        var progress = new Progress();
        Lasting.mark(layout);
        var suite = new Suite(SuitePlan.whole(layout, ports, true, options.has("--settable-clock")), progress);
        closeAtExit(suite);
        suite.start();
        Addresses.print(ports);
        progress.accept("up; data in " + layout.data() + "; Ctrl-C or ./baoxue down stops it");
        return waitForEver();
    }

    static void closeAtExit(Suite suite) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(suite::close));
    }

    static int waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
