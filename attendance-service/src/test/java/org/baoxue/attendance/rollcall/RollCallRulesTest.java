package org.baoxue.attendance.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.baoxue.attendance.rollcall.Asked.Entry;
import org.baoxue.attendance.rollcall.Asked.Extent;
import org.baoxue.attendance.rollcall.Asked.OneChild;
import org.baoxue.attendance.rollcall.Asked.Whole;
import org.baoxue.attendance.rollcall.RollCallRules.Known;
import org.baoxue.attendance.rollcall.RollCallRules.Setting;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RollCallRulesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 12);
    private static final Instant EIGHT = Instant.parse("2026-10-12T00:00:00Z");
    private static final Instant TEN = Instant.parse("2026-10-12T02:00:00Z");
    private static final List<String> CLASS = List.of("ana", "bo", "cai");
    private static final School SCHOOL = new School(
            "S",
            "530113001",
            ZoneId.of("Asia/Shanghai"),
            List.of(new Session("AM", LocalTime.of(8, 0)), new Session("PM", LocalTime.of(14, 0))),
            LocalTime.of(15, 0),
            false);

    @Test
    void every_member_is_in_exactly_one_list() {
        var marks = recorded(says(Extent.EXCEPTIONS, new Entry("ana", Mark.ABSENT)), known(null))
                .marks();
        assertThat(marks.absent()).containsExactly("ana");
        assertThat(marks.present()).containsExactly("bo", "cai");
        assertThat(all(marks)).containsExactlyInAnyOrderElementsOf(CLASS);
    }

    @Test
    void whom_ALL_does_not_name_is_unknown() {
        var marks = recorded(says(Extent.ALL, new Entry("ana", Mark.PRESENT)), known(null))
                .marks();
        assertThat(marks.unknown()).containsExactly("bo", "cai");
    }

    @Test
    void whom_a_leave_covers_is_on_leave_unless_the_teacher_saw_the_child() {
        var known = new Known(CLASS, Set.of("ana", "bo"), null);
        var marks = recorded(says(Extent.EXCEPTIONS, new Entry("bo", Mark.PRESENT)), known)
                .marks();
        assertThat(marks.leave()).containsExactly("ana");
        assertThat(marks.present()).containsExactly("bo", "cai");
    }

    @Test
    void the_same_content_in_another_order_or_extent_is_the_same() {
        var first = recorded(
                says(Extent.EXCEPTIONS, new Entry("ana", Mark.ABSENT), new Entry("bo", Mark.LATE)), known(null));
        assertThat(decide(
                        says(
                                Extent.ALL,
                                new Entry("bo", Mark.LATE),
                                new Entry("cai", Mark.PRESENT),
                                new Entry("ana", Mark.ABSENT)),
                        known(first)))
                .isEqualTo(new Result.Unchanged(first));
    }

    @Test
    void a_repeat_stays_a_repeat_although_a_leave_was_granted_since() {
        var first = recorded(says(Extent.EXCEPTIONS), known(null));
        assertThat(decide(says(Extent.EXCEPTIONS), new Known(CLASS, Set.of("ana"), first)))
                .isEqualTo(new Result.Unchanged(first));
    }

    @Test
    void other_content_needs_the_revision_and_a_reason() {
        var first = recorded(says(Extent.EXCEPTIONS, new Entry("ana", Mark.ABSENT)), known(null));
        assertThat(refusal(corrects(null, CorrectionReason.OTHER), first)).isEqualTo(428);
        assertThat(refusal(corrects(2, CorrectionReason.OTHER), first)).isEqualTo(412);
        assertThat(refusal(corrects(1, null), first)).isEqualTo(422);
        var second = recorded(corrects(1, CorrectionReason.MARKED_BY_MISTAKE), known(first));
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.reason()).isEqualTo("MARKED_BY_MISTAKE");
        assertThat(second.takenAt()).isEqualTo(first.takenAt());
    }

    @Test
    void nothing_can_be_corrected_that_was_not_posted() {
        assertThat(status(decide(corrects(1, CorrectionReason.OTHER), known(null))))
                .isEqualTo(412);
    }

    @Test
    void the_class_was_checked_at_the_sessions_start_unless_said_otherwise_and_never_after_we_heard_of_it() {
        assertThat(recorded(says(Extent.EXCEPTIONS), known(null)).takenAt()).isEqualTo(EIGHT);
        var early = EIGHT.minusSeconds(300);
        var result = RollCallRules.decide(says(Extent.EXCEPTIONS), known(null), setting(early));
        assertThat(((Result.Recorded) result).rollCall().takenAt()).isEqualTo(early);
    }

    @Test
    void it_was_not_checked_on_another_date_nor_in_the_future() {
        for (var takenAt : List.of(TEN.plusSeconds(1), EIGHT.minusSeconds(9 * 3600))) {
            var asked = new Whole("C", Extent.EXCEPTIONS, List.of(), takenAt, null, null, null, "");
            assertThat(status(decide(asked, known(null)))).isEqualTo(422);
        }
    }

    @Test
    void a_report_of_one_child_leaves_the_others_as_they_were() {
        var first = recorded(new OneChild("C", "ana", Mark.ABSENT, null), known(null));
        assertThat(first.marks().unknown()).containsExactly("bo", "cai");
        var second = recorded(new OneChild("C", "bo", Mark.LATE, null), known(first));
        assertThat(second.marks().absent()).containsExactly("ana");
        assertThat(second.marks().late()).containsExactly("bo");
        var third = recorded(new OneChild("C", "ana", null, null), known(second));
        assertThat(third.marks().unknown()).containsExactly("ana", "cai");
        assertThat(decide(new OneChild("C", "ana", null, null), known(third))).isEqualTo(new Result.Unchanged(third));
    }

    @Test
    void the_same_words_take_in_a_child_who_came_to_the_class_since() {
        var first = recorded(says(Extent.EXCEPTIONS), known(null));
        var dan = new Known(List.of("ana", "bo", "cai", "dan"), Set.of(), first);
        assertThat(decide(says(Extent.EXCEPTIONS), dan)).isEqualTo(new Result.Unchanged(first));
        var corrected = recorded(corrects(1, CorrectionReason.OTHER), dan);
        assertThat(corrected.marks().present()).contains("dan");
        assertThat(decide(
                        corrects(1, CorrectionReason.OTHER),
                        new Known(List.of("ana", "bo", "cai", "dan"), Set.of(), corrected)))
                .isEqualTo(new Result.Unchanged(corrected));
    }

    private static Known known(@Nullable RollCall latest) {
        return new Known(CLASS, Set.of(), latest);
    }

    private static Setting setting(Instant now) {
        return new Setting(SCHOOL, MONDAY, Kind.DAILY, 1, now, "T-1");
    }

    private static Whole says(Extent extent, Entry... entries) {
        return new Whole("C", extent, Arrays.asList(entries), null, null, null, null, "");
    }

    private static Whole corrects(@Nullable Integer ifMatch, @Nullable CorrectionReason reason) {
        return new Whole("C", Extent.EXCEPTIONS, List.of(), null, null, ifMatch, reason, "");
    }

    private static Result decide(Asked asked, Known known) {
        return RollCallRules.decide(asked, known, setting(TEN));
    }

    private static RollCall recorded(Asked asked, Known known) {
        return ((Result.Recorded) decide(asked, known)).rollCall();
    }

    private static int refusal(Asked asked, RollCall latest) {
        return status(decide(asked, known(latest)));
    }

    private static int status(Result result) {
        return ((Result.Refused) result).problem().document().status();
    }

    private static List<String> all(Marks marks) {
        var all = new ArrayList<String>();
        for (var list : List.of(marks.present(), marks.late(), marks.absent(), marks.leave(), marks.unknown())) {
            all.addAll(list);
        }
        return all;
    }
}
