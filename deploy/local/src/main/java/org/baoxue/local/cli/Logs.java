package org.baoxue.local.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;

/** `logs`: the last lines of one process. */
final class Logs {
    private static final int LINES = 200;
    private static final long TAIL = 64 << 10;

    private Logs() {}

    static int run(Options options) {
        var name = options.mustHaveWord(0, "Whose log? ./baoxue logs SERVICE, for example attendance-service.");
        for (var layout : Places.runningFirst(options)) {
            for (var candidate : List.of(name, name + "-service", "agency-" + name + "-service")) {
                if (Files.exists(layout.log(candidate))) {
                    return print(layout, candidate);
                }
            }
        }
        throw new Trouble("There is no log of " + name + ": ./baoxue status names the processes.");
    }

    private static int print(Layout layout, String name) {
        var file = layout.log(name);
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL));
            var tail = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(tail);
            var lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
            lines.stream().skip(Math.max(0, lines.size() - LINES)).forEach(System.out::println);
            System.out.println("(" + file + ")");
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
