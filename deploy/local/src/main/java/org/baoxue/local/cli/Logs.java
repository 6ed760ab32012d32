package org.baoxue.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;

/** `logs`: the last lines of one process. */
final class Logs {
    private static final int LINES = 200;

    private Logs() {}

    static int run(Options options) {
        var name = options.mustHaveWord(0, "Whose log? ./baoxue logs SERVICE, for example attendance-service.");
        for (var layout : Places.candidates(options)) {
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
        try (Stream<String> lines = Files.lines(file)) {
            var all = lines.toList();
            all.stream().skip(Math.max(0, all.size() - LINES)).forEach(System.out::println);
            System.out.println("(" + file + ")");
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
