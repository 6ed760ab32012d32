package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Seen;

/**
 * Histories without corrections, leaves and changes of enrolment: what these do to duties is history, and is told in the duty
 * rules' own tests. Some roll calls come late, on the same day or on a later one, a date's sessions in their order.
 */
final class PlainHistories {
    private PlainHistories() {}

    static History of(long seed) {
        History history = Histories.of(seed);
        Random random = new Random(seed);
        List<Told> facts = new ArrayList<>();
        Map<Day, Duration> delays = new HashMap<>();
        for (Told fact : history.facts()) {
            if (fact instanceof Called called && called.classId().equals("class-a") && called.revision() == 1) {
                Duration delay = delays.computeIfAbsent(called.day(), day -> delay(random));
                Seen seen = called.seen() == Seen.LEAVE ? Seen.ABSENT : called.seen();
                facts.add(new Called(
                        called.classId(),
                        called.day(),
                        called.session(),
                        1,
                        seen,
                        called.takenAt(),
                        called.takenAt().plus(delay)));
            }
        }
        return history.with(facts);
    }

    /** Never to the second at a due time: whether "after its due time" includes it, nobody would want to argue. */
    private static Duration delay(Random random) {
        Duration delay =
                switch (random.nextInt(10)) {
                    case 0 -> Duration.ofMinutes(30 + random.nextInt(14 * 60));
                    case 1 -> Duration.ofHours(20 + random.nextInt(60));
                    default -> Duration.ofMinutes(1 + random.nextInt(10));
                };
        return delay.plusSeconds(7);
    }
}
