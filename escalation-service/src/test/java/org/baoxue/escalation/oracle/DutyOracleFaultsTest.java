package org.baoxue.escalation.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.baoxue.escalation.oracle.Told.Called;
import org.baoxue.escalation.oracle.Told.Change;
import org.baoxue.escalation.oracle.Told.Closed;
import org.baoxue.escalation.oracle.Told.Declared;
import org.baoxue.escalation.oracle.Told.Did;
import org.baoxue.escalation.oracle.Told.Enrolment;
import org.baoxue.escalation.oracle.Told.Found;
import org.baoxue.escalation.oracle.Told.Leave;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The comparison of duties can fail: rules that are wrong on purpose are caught. */
class DutyOracleFaultsTest {
    private static final int HISTORIES = Faults.HISTORIES;
    private static final List<String> WORDS = List.of(
            "contact-guardian",
            "report-absence-list",
            "verify-same-day",
            "verify-presumed",
            "correct-attendance",
            "suspected-dropout",
            "inform-principal",
            "home-visit",
            "platform-report",
            "township-report",
            "joint-persuasion",
            "formal-report",
            "month-report",
            "DONE",
            "LAPSED",
            "UNSEEN",
            "CANCELLED RETURNED",
            "CANCELLED EXCUSED",
            "CANCELLED LEFT",
            " wrong",
            " late",
            " unwatched",
            " withdrawn",
            "dropout #2",
            "WAITING",
            "RELEASED",
            "UNVERIFIED",
            "DROPPED",
            "tell guardian/child opened",
            "tell guardian/child fired",
            "tell list academic-office",
            "tell township-officer",
            "tell village-cadre",
            "tell county-bureau",
            "tell principal/school lapsed",
            "tell whoever was told");

    private String fault = "";

    @BeforeEach
    void name(TestInfo test) {
        fault = test.getDisplayName().replaceAll("_(is|are)_caught\\(\\)", "").replace('_', ' ');
    }

    @Test
    void a_valid_reason_that_holds_nothing_is_caught() throws Exception {
        isCaught(outcomesTakenFor("UNKNOWN", "ILL", "REASON_VALID"));
    }

    @Test
    void a_mistaken_mark_that_holds_nothing_is_caught() throws Exception {
        isCaught(outcomesTakenFor("UNKNOWN", "MARKED_BY_MISTAKE"));
    }

    @Test
    void any_outcome_that_holds_the_day_rules_is_caught() throws Exception {
        isCaught(outcomesTakenFor("ILL", "UNKNOWN", "WHEREABOUTS_KNOWN"));
    }

    @Test
    void a_transfer_that_pauses_nothing_is_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Enrolment change && change.change() == Change.TRANSFER_OUT));
    }

    @Test
    void a_calendar_change_that_changes_nothing_is_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Declared));
    }

    @Test
    void a_calendar_change_that_was_always_so_is_caught() throws Exception {
        isCaught(toldAs(fact -> fact instanceof Declared declared
                ? new Declared(
                        declared.day(), declared.school(), declared.acceptedAt().minus(Duration.ofDays(30)))
                : fact));
    }

    @Test
    void forgotten_corrections_are_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Called called && called.revision() > 1));
    }

    @Test
    void forgotten_leaves_are_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Leave));
    }

    @Test
    void a_departure_that_ends_nothing_is_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Enrolment change
                && (change.change() == Change.GRADUATED || change.change() == Change.TRANSFER_CONFIRMED)));
    }

    @Test
    void late_marks_taken_for_timely_ones_are_caught() throws Exception {
        isCaught(toldAs(fact -> fact instanceof Called called && called.revision() == 1
                ? new Called(
                        called.classId(),
                        called.day(),
                        called.session(),
                        1,
                        called.seen(),
                        called.takenAt(),
                        called.takenAt().plusMillis(called.acceptedAt().toEpochMilli() % 60_000))
                : fact));
    }

    @Test
    void deeds_that_end_nothing_are_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Did));
    }

    @Test
    void a_day_that_nobody_closes_is_caught() throws Exception {
        isCaught(without(fact -> fact instanceof Closed));
    }

    @Test
    void a_due_time_that_is_a_minute_off_is_caught() throws Exception {
        isCaught(history -> said(history, line -> line.replace(":00Z LAPSED", ":01Z LAPSED")));
    }

    @Test
    void words_that_are_not_said_are_caught() throws Exception {
        for (String word : List.of(" late", " wrong", " unwatched", " withdrawn", "UNVERIFIED", "DROPPED", "UNSEEN")) {
            isCaught(":" + word, history -> said(history, line -> line.replace(word, "")));
        }
    }

    @Test
    void a_wrong_telling_is_caught() throws Exception {
        isCaught(
                ": not the principal",
                history -> said(history, line -> line.replace("principal/school lapsed", "principal/school opened")));
        isCaught(
                ": not the guardian",
                history -> said(history, line -> line.replace("guardian/child", "guardian/brother")));
        isCaught(": a quarter late", history -> said(history, line -> line.replace(":15:00Z", ":30:00Z")));
    }

    @Test
    void a_wrong_correction_is_caught() throws Exception {
        Predicate<String> wrong = line -> line.startsWith("tell whoever was told");
        isCaught(": nobody", history -> DutyBook.lines(history).stream()
                .filter(wrong.negate())
                .toList());
        isCaught(": twice", history -> DutyBook.lines(history).stream()
                .flatMap(line -> Stream.of(line, line).limit(wrong.test(line) ? 2 : 1))
                .toList());
    }

    @Test
    void the_histories_make_something_of_everything_owed() {
        Map<String, Integer> met = new TreeMap<>();
        for (String word : WORDS) {
            met.put(word, 0);
        }
        int undecided = 0;
        for (long seed = 1; seed < 1 + HISTORIES; seed++) {
            List<String> lines = DutyBook.lines(BriefHistories.of(seed));
            undecided += lines.equals(Comparison.UNDECIDED) ? 1 : 0;
            for (String line : lines) {
                WORDS.stream().filter(line::contains).forEach(word -> met.merge(word, 1, Integer::sum));
            }
        }
        assertTrue(Collections.min(met.values()) >= 1, met.toString());
        assertTrue(undecided < HISTORIES / 20, undecided + " undecided");
    }

    private void isCaught(Function<History, List<String>> wrong) throws Exception {
        isCaught("", wrong);
    }

    private void isCaught(String which, Function<History, List<String>> wrong) throws Exception {
        Faults.isCaughtInDuties(fault + which, wrong);
    }

    private static Function<History, List<String>> outcomesTakenFor(String other, String... outcomes) {
        return toldAs(fact -> fact instanceof Found found && List.of(outcomes).contains(found.outcome())
                ? new Found(found.day(), other, found.acceptedAt())
                : fact);
    }

    private static Function<History, List<String>> without(Predicate<Told> forgotten) {
        return history -> DutyBook.lines(
                history.with(history.facts().stream().filter(forgotten.negate()).toList()));
    }

    private static Function<History, List<String>> toldAs(UnaryOperator<Told> other) {
        return history ->
                DutyBook.lines(history.with(history.facts().stream().map(other).toList()));
    }

    private static List<String> said(History history, UnaryOperator<String> otherwise) {
        return DutyBook.lines(history).stream().map(otherwise).toList();
    }
}
