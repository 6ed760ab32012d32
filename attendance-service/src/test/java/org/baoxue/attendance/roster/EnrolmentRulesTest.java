package org.baoxue.attendance.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.baoxue.attendance.roster.Decision.Changed;
import org.baoxue.attendance.roster.Decision.Refused;
import org.baoxue.attendance.roster.Decision.Step;
import org.baoxue.attendance.roster.Decision.Unchanged;
import org.junit.jupiter.api.Test;

class EnrolmentRulesTest {

    private static final LocalDate SEP_1 = LocalDate.of(2026, 9, 1);
    private static final LocalDate OCT_12 = LocalDate.of(2026, 10, 12);
    private static final Contact CONTACT = new Contact("Ana", List.of());

    private static Registration at(String school, String classId, LocalDate from) {
        return new Registration(
                "ana", school, classId, null, Stage.JUNIOR, "530113001", "530113001", from, CONTACT, Numbers.NONE);
    }

    private static final Enrolment RUNNING = Enrolment.begun(at("A", "A-1", SEP_1), 1);

    @Test
    void a_new_child_is_enrolled() {
        assertThat(EnrolmentRules.register(List.of(), at("A", "A-1", SEP_1), false))
                .isEqualTo(new Changed(List.of(RUNNING), List.of(new Step(Change.ENROLLED, SEP_1, RUNNING))));
    }

    @Test
    void the_same_again_changes_nothing_and_another_contact_tells_nobody_of_an_enrolment() {
        assertThat(EnrolmentRules.register(List.of(RUNNING), at("A", "A-1", SEP_1), true))
                .isEqualTo(new Unchanged());
        assertThat(EnrolmentRules.register(List.of(RUNNING), at("A", "A-1", SEP_1), false))
                .isEqualTo(new Changed(List.of(), List.of()));
    }

    @Test
    void another_class_of_the_school_ends_the_one_and_begins_the_other() {
        var decision = (Changed) EnrolmentRules.register(List.of(RUNNING), at("A", "A-2", OCT_12), true);
        assertThat(decision.rows()).hasSize(2);
        assertThat(decision.rows().getFirst().to()).isEqualTo("2026-10-11");
        assertThat(decision.steps()).singleElement().satisfies(step -> {
            assertThat(step.change()).isEqualTo(Change.CLASS_CHANGED);
            assertThat(step.enrolment().classId()).isEqualTo("A-2");
            assertThat(step.enrolment().from()).isEqualTo(OCT_12);
        });
    }

    @Test
    void another_school_takes_a_child_in_only_once_it_is_released() {
        assertThat(EnrolmentRules.register(List.of(RUNNING), at("B", "B-1", OCT_12), true))
                .isInstanceOf(Refused.class);
        var released = RUNNING.endedBy(Change.TRANSFER_OUT, OCT_12);
        var decision = (Changed) EnrolmentRules.register(List.of(released), at("B", "B-1", OCT_12), true);
        assertThat(decision.steps())
                .extracting(Step::change, step -> step.enrolment().school(), Step::effective)
                .containsExactly(tuple(Change.TRANSFER_CONFIRMED, "A", OCT_12), tuple(Change.ENROLLED, "B", OCT_12));
    }

    @Test
    void a_child_that_comes_back_to_the_school_that_released_it_was_received_by_nobody() {
        var released = RUNNING.endedBy(Change.TRANSFER_OUT, OCT_12);
        var decision = (Changed) EnrolmentRules.register(List.of(released), at("A", "A-1", OCT_12.plusDays(3)), true);
        assertThat(decision.steps()).extracting(Step::change).containsExactly(Change.ENROLLED);
    }

    @Test
    void an_end_is_recorded_once_and_the_papers_of_a_withdrawn_child_may_be_found() {
        var withdrawn = RUNNING.endedBy(Change.WITHDRAWN, OCT_12);
        assertThat(EnrolmentRules.change(withdrawn, Change.WITHDRAWN, OCT_12, null))
                .isEqualTo(new Unchanged());
        assertThat(EnrolmentRules.change(withdrawn, Change.GRADUATED, OCT_12, null))
                .isInstanceOf(Refused.class);
        assertThat(EnrolmentRules.change(withdrawn, Change.TRANSFER_OUT, OCT_12, null))
                .isInstanceOf(Changed.class);
    }

    @Test
    void whom_the_schools_system_no_longer_has_is_withdrawn_without_more_being_said() {
        var byDay = (Changed) EnrolmentRules.missing(RUNNING, new Departure("ana", "A-1", OCT_12), OCT_12.plusDays(3));
        assertThat(byDay.steps())
                .containsExactly(new Step(Change.WITHDRAWN, OCT_12, RUNNING.endedBy(Change.WITHDRAWN, OCT_12)));
        var byToday = (Changed) EnrolmentRules.missing(RUNNING, new Departure("ana", null, null), OCT_12);
        assertThat(byToday.steps()).isEqualTo(byDay.steps());
        var before = (Changed) EnrolmentRules.missing(RUNNING, new Departure("ana", "A-1", null), SEP_1.minusDays(9));
        assertThat(before.steps().getFirst().effective()).isEqualTo(SEP_1);
    }

    @Test
    void a_departure_from_another_class_or_of_an_earlier_time_or_twice_is_none() {
        var ended = RUNNING.endedBy(Change.TRANSFER_OUT, OCT_12);
        for (var enrolment : List.of(RUNNING, ended)) {
            assertThat(EnrolmentRules.missing(enrolment, new Departure("ana", "A-9", OCT_12), OCT_12))
                    .isEqualTo(new Unchanged());
            assertThat(EnrolmentRules.missing(enrolment, new Departure("ana", "A-1", SEP_1), OCT_12))
                    .isEqualTo(new Unchanged());
        }
        assertThat(EnrolmentRules.missing(ended, new Departure("ana", "A-1", OCT_12), OCT_12))
                .isEqualTo(new Unchanged());
    }

    @Test
    void only_a_recorded_release_can_be_confirmed_and_it_holds_from_the_transfer_on() {
        assertThat(EnrolmentRules.change(RUNNING, Change.TRANSFER_CONFIRMED, OCT_12, null))
                .isInstanceOf(Refused.class);
        var released = RUNNING.endedBy(Change.TRANSFER_OUT, OCT_12);
        var decision = (Changed) EnrolmentRules.change(released, Change.TRANSFER_CONFIRMED, OCT_12.plusDays(9), null);
        assertThat(decision.steps().getFirst().effective()).isEqualTo(OCT_12);
    }
}
