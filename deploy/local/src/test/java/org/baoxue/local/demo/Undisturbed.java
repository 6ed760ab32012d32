package org.baoxue.local.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The small story as it goes when nothing happens to the suite: played once for all the tests that measure theirs by it.
 *
 * @param wrong what known children did not get as they must
 * @param steps the times at which the clock stood
 */
record Undisturbed(Outcome outcome, List<String> wrong, List<String> faults, List<Instant> steps) {
    private static @Nullable Undisturbed played;

    static synchronized Undisturbed story() {
        if (played == null) {
            played = play();
        }
        return played;
    }

    private static Undisturbed play() {
        var steps = new ArrayList<Instant>();
        try (var stage = Stage.set(false);
                var performance = new Performance(stage.suite(), stage.ports(), steps::add)) {
            performance.play(performance.begin(), performance.end());
            Stage.say("undisturbed: " + performance.steps() + " steps of the clock");
            return new Undisturbed(
                    performance.outcome(stage.file("undisturbed.json")),
                    performance.wrong(),
                    performance.faults(),
                    List.copyOf(steps));
        }
    }
}
