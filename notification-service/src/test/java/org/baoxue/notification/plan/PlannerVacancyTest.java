package org.baoxue.notification.plan;

import static org.baoxue.notification.plan.Said.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baoxue.notification.plan.Notice.State;
import org.junit.jupiter.api.Test;

/** What is to be told of a post that nobody holds, as lists in and lists out. */
class PlannerVacancyTest {

    @Test
    void ofAVacantPostTheLevelAboveHearsOnceAndAgainOnlyIfItWasNotToldSinceSomebodyHadCome() {
        var vacancy = vacancyAt("22:00");
        var said = planned(vacancy, vacancy).getFirst();
        assertEquals(1, planned(vacancy, vacancy).size());
        for (var state : List.of(State.PLANNED, State.SENDING, State.DELIVERED, State.FAILED)) {
            var heardAgain = Planner.plan(List.of(in(state, said)), List.of(vacancyAt("+1 08:00")));
            assertEquals(List.of(), heardAgain.added(), "when it was " + state);
            assertEquals(Set.of(), heardAgain.again(), "when it was " + state);
        }
        var untold = List.of(in(State.SILENCED, said));
        assertEquals(
                Set.of(said.id()),
                Planner.plan(untold, List.of(vacancyAt("+1 08:00"))).again());
    }

    @Test
    void ofAPostThatOwesItNoMoreTheLevelAboveIsNotToldThatItIsVacant() {
        var said = planned(vacancyAt("22:00"));
        for (var over : List.of(new Heard.DutyDone("contact-ana"), new Heard.DutyHandedOver("contact-ana", TEACHER))) {
            assertEquals(
                    Set.of(said.getFirst().id()),
                    Planner.plan(said, List.of(over)).silenced().keySet(),
                    over.toString());
        }
        assertEquals(
                Map.of(),
                Planner.plan(said, List.of(new Heard.DutyHandedOver("contact-ana", OFFICE)))
                        .silenced());
    }

    private static Heard vacancyAt(String time) {
        return new Heard.Vacancy(contact("ana"), about("ana"), ofMonday(), TEACHER, at(time));
    }
}
