package org.baoxue.escalation.duty;

import java.time.LocalTime;
import java.util.Collections;
import java.util.stream.Collectors;
import org.baoxue.escalation.duty.ClassDayHistoriesTest.Rules;
import org.baoxue.escalation.duty.ClassDayRules.Day;
import org.baoxue.testkit.Planted;
import org.junit.jupiter.api.Test;

/** Known bugs of the class's day, planted: the histories notice each of them. */
class ClassDayFaultsTest {
    @Test
    void posted_whenever_it_was_accepted() throws Exception {
        isCaught("class day posted, whenever that was accepted", (day, how) -> how.apply(acceptedAtOnce(day)));
    }

    @Test
    void a_lapse_that_is_never_corrected() throws Exception {
        isCaught("class day's lapse never corrected", (day, how) -> how.apply(day).stream()
                .filter(decision -> !(decision instanceof Decision.Corrected))
                .toList());
    }

    @Test
    void a_lapse_that_is_corrected_again_and_again() throws Exception {
        isCaught("class day's lapse corrected twice", (day, how) -> how.apply(day).stream()
                .flatMap(decision ->
                        Collections.nCopies(decision instanceof Decision.Corrected ? 2 : 1, decision).stream())
                .toList());
    }

    private static Day acceptedAtOnce(Day day) {
        return new Day(
                day.subject(),
                day.scopes(),
                day.calendar(),
                day.policy(),
                day.date(),
                day.sessions(),
                day.posted().keySet().stream().collect(Collectors.toMap(session -> session, session -> day.calendar()
                        .at(day.date(), LocalTime.MIDNIGHT))),
                day.duty(),
                day.outages(),
                day.now());
    }

    private static void isCaught(String fault, Rules faulty) throws Exception {
        Planted.<Rules>isCaught(
                fault,
                "endsAsTheFactsSay",
                () -> (day, how) -> how.apply(day),
                () -> faulty,
                ClassDayHistoriesTest::endsAsTheFactsSay);
    }
}
