package org.baoxue.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baoxue.local.process.Child;
import org.baoxue.local.process.ProcessSpec;
import org.baoxue.local.suite.Layout;

/** {@code ./baoxue backtest} beside the running suite, as a bureau uses it: what counting calendar days would have changed. */
final class Trial {
    private static final String CANDIDATE = "three-calendar-days";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * None is lost, since a school day is a day. The five absences that reach the third school day ({@code small-story.json})
     * reach the third calendar day sooner. Who is gained is away over a break, for less than three school days.
     */
    private static final String SUSPECTED = "suspected-dropout FIRED 7 0 5 0 11";

    private final Stage stage;

    Trial(Stage stage) {
        this.stage = stage;
    }

    /** What is not as it must be, in words. */
    List<String> faults(LocalDate from, LocalDate to) {
        var table = table(from, to);
        var faults = new ArrayList<String>();
        if (!table.contains(SUSPECTED)) {
            faults.add("the trial of " + CANDIDATE + " says:\n" + String.join("\n", table));
        }
        if (!table.equals(table(from, to))) {
            faults.add("the same trial a second time says something else");
        }
        Stage.say("a trial of " + CANDIDATE + " beside it: " + faults.size() + " faults");
        return faults;
    }

    /** The rows of its two tables, without headings: rule or place, then the numbers. */
    private List<String> table(LocalDate from, LocalDate to) {
        var log = stage.file("logs").resolve("backtest.log");
        try {
            Files.deleteIfExists(log);
            int ended = Child.run(
                    new ProcessSpec(
                            "backtest",
                            List.of(
                                    Layout.checkout().resolve("baoxue").toString(),
                                    "backtest",
                                    "--data-dir",
                                    stage.file(".").normalize().toString(),
                                    "--place",
                                    Dongchuan.COUNTY,
                                    "--from",
                                    from.toString(),
                                    "--to",
                                    to.toString(),
                                    "--candidate",
                                    CANDIDATE),
                            Map.of("JAVA_HOME", System.getProperty("java.home")),
                            Layout.checkout(),
                            log,
                            ProcessSpec.StopSignal.TERM),
                    LIMIT);
            var said = Files.readAllLines(log);
            return ended == 0
                    ? said.stream()
                            .filter(line -> line.matches("\\S.* \\d+ +\\d+ +\\d+ +\\d+ +\\d+"))
                            .map(line -> line.replaceAll(" +", " "))
                            .toList()
                    : said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
