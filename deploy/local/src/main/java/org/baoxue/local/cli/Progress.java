package org.baoxue.local.cli;

import java.util.Locale;
import java.util.function.Consumer;

/** Lines of progress with the seconds since the start. */
final class Progress implements Consumer<String> {
    private final long start = System.nanoTime();

    @Override
    public synchronized void accept(String line) {
        System.out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds(), line));
        System.out.flush();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
