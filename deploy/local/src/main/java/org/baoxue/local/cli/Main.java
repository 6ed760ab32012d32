package org.baoxue.local.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;
import org.baoxue.local.process.Trouble;

/** The entry of ./baoxue: the first word is the command. */
public final class Main {
    private static final String HELP = """
            Baoxue (保学) keeps children in school. This script builds what is not built and runs it on this machine.

              ./baoxue demo [--data grand-bend] [--exit]   plays the story on a clock that it sets, ends with a table
              ./baoxue up [--settable-clock]               the suite with the real clock and lasting data, until Ctrl-C or down
              ./baoxue down                                stops a running suite, and what a crashed one left behind
              ./baoxue status                              processes, memory, addresses, health
              ./baoxue time [INSTANT|+2h]                  shows or sets the clock, where it may be set
              ./baoxue token USER                          an access token of a local user (operator, one of the demo's) or client
              ./baoxue client SCHOOL                       registers a school's system and prints what it needs
              ./baoxue backtest --place CODE --from DATE --to DATE --candidate NAME
                                                           what another policy would have changed in what was recorded:
                                                           three-calendar-days, cumulative-within-20-school-days,
                                                           make-up-days-not-counted or clock-from-failed-contact
              ./baoxue logs SERVICE                        the last lines of a process's log
              ./baoxue bench escalation [ROW …]            measures the suite's clock against a floor and other schedulers
              ./baoxue test                                every test that needs only a JDK and Maven
              ./baoxue soak [MINUTES]                      plants known faults, then compares rules and oracle so long (10)
              ./baoxue soak --faults                       plays a story through every fault at once: two clocks, one of them wrong
              ./baoxue soak --fuzz                         asks attendance-service 100,000 times what nobody should ask
              ./baoxue soak --mutation [PACKAGE]           changes the rules (those of a package) in small ways: do tests notice?

            Options of demo and up: --data-dir FOLDER (up: ~/.baoxue), --port-offset N (moves every port by N).
            The other commands find what runs there; a suite with a --data-dir of its own must be named with the same.
            """;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        try (var settings = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
        System.exit(run(Arrays.asList(arguments)));
    }

    private static int run(List<String> arguments) {
        try {
            var command = arguments.isEmpty() ? "help" : arguments.getFirst();
            var options = Options.parse(arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size()));
            return run(command, options);
        } catch (Trouble trouble) {
            System.err.println("baoxue: " + trouble.sentence());
            return 1;
        }
    }

    private static int run(String command, Options options) {
        return switch (command) {
            case "demo" -> Demo.run(options);
            case "up" -> Up.run(options);
            case "down" -> Down.run(options);
            case "status" -> Status.run(options);
            case "time" -> Time.run(options);
            case "token" -> Access.token(options);
            case "client" -> Access.client(options);
            case "backtest" -> Backtest.run(options);
            case "logs" -> Logs.run(options);
            case "help", "--help", "-h" -> say(HELP);
            default -> throw new Trouble("There is no command " + command + ": see ./baoxue help.");
        };
    }

    static int say(String text) {
        System.out.println(text);
        return 0;
    }
}
