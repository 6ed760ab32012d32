package org.baoxue.cases.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.baoxue.cases.casefile.CaseFile.Ending;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Happening.Source;
import org.baoxue.cases.casefile.Outcome.Moved;
import org.baoxue.cases.casefile.Outcome.Refused;
import org.baoxue.cases.casefile.Outcome.Unchanged;
import org.junit.jupiter.api.Test;

class CaseFileTest {

    private static final LocalDate MON = LocalDate.of(2026, 9, 7);
    private static final LocalDate BACK = MON.plusDays(7);
    private static final LocalDate WATCHED = MON.plusDays(14);
    private static final Firing DAY_3 = firing("f1", "spell-1", 1);

    private final CaseFile open = CaseFile.open(DAY_3, MON, null).next();
    private final CaseFile watched = after(open.absenceEnded("spell-1", Ending.RETURNED, BACK, WATCHED));
    private final CaseFile proposed =
            after(watched.closingProposed(ClosingReason.RETURNED, "office", WATCHED.plusDays(1)));
    private final CaseFile closed = after(proposed.closingApproved("principal"));
    private final CaseFile error = after(open.withdrawn("f1", "CORRECTED"));

    @Test
    void aFiringOpensAnEntry() {
        var opening = Opening.decide(null, null, DAY_3, MON);
        var entry = assertInstanceOf(Opening.NewEntry.class, opening).opened();
        assertInstanceOf(Open.class, entry.next());
        assertEquals(List.of(Happening.opened(DAY_3, MON, null)), entry.happenings());
    }

    @Test
    void theSameFiringTwiceChangesNothing() {
        for (var state : List.of(open, watched, proposed, closed, error)) {
            assertInstanceOf(Unchanged.class, state.fired(DAY_3, MON), state::toString);
        }
    }

    @Test
    void anOpenEntryWhoseAbsenceIsOverFollowsTheLaterOneThatFires() {
        var later = firing("f2", "spell-2", 1);
        var excused = after(open.absenceEnded("spell-1", Ending.EXCUSED, BACK, WATCHED));
        assertEquals("spell-1", after(open.fired(later, WATCHED)).ground().spell(), "it goes on");
        assertEquals("spell-1", after(excused.fired(later, MON)).ground().spell(), "no later one");
        var follows = after(excused.fired(later, WATCHED)).ground();
        assertEquals("spell-2", follows.spell());
        assertEquals(WATCHED, follows.openedOn());
        assertTrue(follows.away());
        assertTrue(follows.knows(later));
    }

    @Test
    void aChildWithAnOpenEntryGetsNoSecondOne() {
        var another = firing("f2", "spell-2", 1);
        for (var state : List.of(open, watched, proposed)) {
            assertInstanceOf(Opening.LatestEntry.class, Opening.decide(state, UUID.randomUUID(), another, MON));
        }
    }

    @Test
    void anotherAbsenceAfterTheClearingMakesANewEntryThatNamesTheOld() {
        var old = UUID.randomUUID();
        for (var state : List.of(closed, error)) {
            var entry = assertInstanceOf(
                    Opening.NewEntry.class, Opening.decide(state, old, firing("f2", "spell-2", 1), WATCHED));
            assertEquals(old, ((Happening.Opened) entry.opened().happenings().getFirst()).previous());
        }
    }

    @Test
    void theSameAbsenceFiringAgainResumesTheOldEntry() {
        for (var state : List.of(closed, error)) {
            var again = assertInstanceOf(
                    Opening.LatestEntry.class,
                    Opening.decide(state, UUID.randomUUID(), firing("f1", "spell-1", 2), MON));
            assertInstanceOf(Open.class, after(again.outcome()));
            assertInstanceOf(Happening.Reopened.class, first(again.outcome()));
        }
    }

    @Test
    void oneRepeatedFiringOfAClosedEntryMakesNoNewOne() {
        assertInstanceOf(Opening.LatestEntry.class, Opening.decide(closed, UUID.randomUUID(), DAY_3, MON));
    }

    @Test
    void aReturnIsWatchedAndARelapseResumesTheSameEntry() {
        var relapse = watched.absent("spell-2", BACK);
        assertEquals(new Happening.Relapsed("spell-2", Happening.Relapse.ABSENT_AGAIN), first(relapse));
        var again = after(relapse).absenceEnded("spell-2", Ending.RETURNED, BACK.plusDays(2), WATCHED.plusDays(2));
        assertEquals(
                WATCHED.plusDays(2),
                assertInstanceOf(ReturnWatch.class, after(again)).watchUntil());
    }

    @Test
    void anAbsenceAfterTheWatchResumesNothingBeforeARuleFires() {
        assertInstanceOf(Unchanged.class, watched.absent("spell-2", WATCHED.plusDays(1)));
        var monthLater = MON.plusDays(35);
        var fired = watched.fired(firing("f2", "spell-2", 1), monthLater);
        assertInstanceOf(Happening.Relapsed.class, first(fired));
        var ground = assertInstanceOf(Open.class, after(fired)).ground();
        assertEquals("spell-2", ground.spell());
        assertEquals(monthLater, ground.openedOn());
    }

    @Test
    void aReturnThatAttendanceTakesBackResumesTheEntry() {
        var corrected = watched.absent("spell-1", MON);
        assertEquals(new Happening.Relapsed("spell-1", Happening.Relapse.RETURN_CORRECTED), first(corrected));
    }

    @Test
    void aReturnThatOnlyPeopleSawIsUndoneWhenTheAbsenceGoesOnPastTheWatch() {
        var told = told();
        var over = told.over(WATCHED.plusDays(1), WATCHED);
        assertEquals(new Happening.Relapsed("spell-1", Happening.Relapse.STILL_ABSENT), first(over));
        assertEquals(told, assertInstanceOf(Open.class, after(over)).interrupted());
        var attended = assertInstanceOf(ReturnWatch.class, watched);
        assertInstanceOf(Unchanged.class, attended.over(WATCHED.plusDays(1), WATCHED));
    }

    @Test
    void aWatchGoesOnUntilTheDayThatTheCalendarSaysNow() {
        var later = WATCHED.plusDays(7);
        for (var today : List.of(WATCHED.plusDays(1), later)) {
            var goesOn = moved(told().over(today, later));
            assertEquals(List.of(new Happening.WatchProlonged(WATCHED, later)), goesOn.happenings());
            assertEquals(
                    later, assertInstanceOf(ReturnWatch.class, goesOn.next()).watchUntil());
        }
        var over = after(told().over(later.plusDays(1), later));
        var broken = assertInstanceOf(Open.class, over).interrupted();
        assertEquals(later, assertInstanceOf(ReturnWatch.class, broken).watchUntil());
    }

    @Test
    void aWatchThatIsLookedAtTooEarlyGoesOnAsItWas() {
        for (var counted : List.of(WATCHED, WATCHED.minusDays(1))) {
            var goesOn = moved(told().over(WATCHED.minusDays(1), counted));
            assertEquals(List.of(), goesOn.happenings());
            assertEquals(told(), goesOn.next());
        }
    }

    private ReturnWatch told() {
        return assertInstanceOf(ReturnWatch.class, after(open.returned(BACK, WATCHED, Source.PERSON, "p")));
    }

    @Test
    void anAbsenceOfEarlierDaysIsNoRelapse() {
        assertInstanceOf(Unchanged.class, watched.absent("spell-0", MON.minusDays(3)));
    }

    @Test
    void aRelapseThatTurnsOutExcusedLetsTheWatchGoOn() {
        var relapsed = after(watched.absent("spell-2", BACK.plusDays(1)));
        var excused = relapsed.absenceEnded("spell-2", Ending.EXCUSED, BACK.plusDays(2), WATCHED.plusDays(1));
        assertEquals(
                WATCHED.plusDays(1),
                assertInstanceOf(ReturnWatch.class, after(excused)).watchUntil());
        var nothing = relapsed.absenceEnded("spell-2", Ending.WITHDRAWN, BACK.plusDays(2), WATCHED.plusDays(9));
        assertEquals(
                WATCHED, assertInstanceOf(ReturnWatch.class, after(nothing)).watchUntil());
    }

    @Test
    void aLeaveFiledBackwardsDoesNotCloseTheEntry() {
        var excused = open.absenceEnded("spell-1", Ending.EXCUSED, MON.plusDays(4), WATCHED);
        assertInstanceOf(Open.class, after(excused));
        assertInstanceOf(Happening.AbsenceEnded.class, first(excused));
    }

    @Test
    void whatALeaveTookBackIsClearedByTwoPersonsOnly() {
        for (var reason : List.of("EXCUSED", "LEFT")) {
            for (var state : List.of(open, watched, proposed)) {
                var fell = state.withdrawn("f1", reason);
                assertEquals(
                        List.of(new Happening.FiringFell("f1", reason)),
                        moved(fell).happenings());
                assertEquals(State.of(state), State.of(after(fell)));
                assertInstanceOf(Unchanged.class, after(fell).withdrawn("f1", reason));
            }
        }
    }

    @Test
    void theReturnOfAnotherAbsenceIsNotThisChildsReturn() {
        assertInstanceOf(Unchanged.class, open.absenceEnded("spell-9", Ending.RETURNED, BACK, WATCHED));
    }

    @Test
    void onePresentLessonClearsNobody() {
        assertEquals("return-watch-runs", refusal(watched.closingProposed(ClosingReason.RETURNED, "office", WATCHED)));
        assertEquals("child-not-back", refusal(open.closingProposed(ClosingReason.RETURNED, "office", WATCHED)));
    }

    @Test
    void aReturnThatAttendanceContradictsClearsNobody() {
        var byPerson = after(open.returned(BACK, WATCHED, Source.PERSON, "office"));
        assertEquals(
                "attendance-says-absent",
                refusal(byPerson.closingProposed(ClosingReason.RETURNED, "office", WATCHED.plusDays(1))));
        var attended = after(byPerson.absenceEnded("spell-1", Ending.RETURNED, BACK, WATCHED));
        assertInstanceOf(
                ClosingProposed.class,
                after(attended.closingProposed(ClosingReason.RETURNED, "office", WATCHED.plusDays(1))));
    }

    @Test
    void anAbsenceThatALeaveEndedIsNoReturnThatAttendanceSaw() {
        var later = WATCHED.plusDays(1);
        for (var ending : List.of(Ending.EXCUSED, Ending.LEFT)) {
            var byPerson = after(open.returned(BACK, WATCHED, Source.PERSON, "office"));
            var ended = byPerson.absenceEnded("spell-1", ending, BACK.plusDays(1), WATCHED);
            assertEquals(new Happening.AbsenceEnded("spell-1", ending.name(), BACK.plusDays(1)), first(ended));
            assertInstanceOf(Unchanged.class, after(ended).absenceEnded("spell-1", ending, BACK.plusDays(1), WATCHED));
            assertEquals(
                    "attendance-saw-no-return",
                    refusal(after(ended).closingProposed(ClosingReason.RETURNED, "office", later)));
            assertInstanceOf(
                    ClosingProposed.class,
                    after(after(ended).closingProposed(ClosingReason.TRANSFERRED, "office", later)));
            var afterwards = after(open.absenceEnded("spell-1", ending, BACK, WATCHED));
            assertEquals(
                    "attendance-saw-no-return",
                    refusal(after(afterwards.returned(BACK, WATCHED, Source.PLATFORM, null))
                            .closingProposed(ClosingReason.RETURNED, "office", later)));
        }
    }

    @Test
    void aReturnThatTurnsOutALeaveIsNotApproved() {
        var leave = after(proposed.absenceEnded("spell-1", Ending.EXCUSED, BACK, WATCHED));
        assertEquals("attendance-saw-no-return", refusal(leave.closingApproved("principal")));
    }

    @Test
    void theProposerMayNotApprove() {
        assertEquals("second-person-needed", refusal(proposed.closingApproved("office")));
        assertEquals(
                List.of(new Happening.Closed(ClosingReason.RETURNED, "office", "principal")),
                moved(proposed.closingApproved("principal")).happenings());
        assertInstanceOf(Unchanged.class, closed.closingApproved("principal"));
        assertEquals("no-closing-proposed", refusal(watched.closingApproved("principal")));
    }

    @Test
    void aRelapseMakesTheProposalFall() {
        var relapse = moved(proposed.absent("spell-2", WATCHED));
        assertInstanceOf(Open.class, relapse.next());
        assertInstanceOf(Happening.ClosingWithdrawn.class, relapse.happenings().getFirst());
        assertInstanceOf(Happening.Relapsed.class, relapse.happenings().getLast());
    }

    @Test
    void aProposalWithdrawnFallsBackToWhereItWas() {
        assertEquals(watched, after(proposed.closingWithdrawn("office")));
        assertEquals(
                "closing-already-proposed", refusal(proposed.closingProposed(ClosingReason.OTHER, "office", WATCHED)));
        assertInstanceOf(Unchanged.class, proposed.closingProposed(ClosingReason.RETURNED, "office", WATCHED));
    }

    @Test
    void aReturnDuringAProposalIsKeptBehindIt() {
        var transfer = after(open.closingProposed(ClosingReason.TRANSFERRED, "office", BACK));
        var back = after(transfer.absenceEnded("spell-1", Ending.RETURNED, BACK, WATCHED));
        assertInstanceOf(
                ReturnWatch.class, assertInstanceOf(ClosingProposed.class, back).before());
    }

    @Test
    void theLastFiringWithdrawnMeansOpenedInErrorWhateverTheState() {
        for (var state : List.of(open, watched, proposed)) {
            var outcome = state.withdrawn("f1", "CORRECTED");
            assertInstanceOf(OpenedInError.class, after(outcome));
            assertTrue(moved(outcome).happenings().contains(new Happening.OpenedInError("f1", "CORRECTED")));
        }
        assertInstanceOf(Closed.class, after(closed.withdrawn("f1", "CORRECTED")));
    }

    @Test
    void anEntryWithAnotherStandingFiringGoesOn() {
        var two = after(watched.fired(firing("f2", "spell-2", 1), WATCHED));
        var left = two.withdrawn("f1", "CORRECTED");
        assertInstanceOf(Open.class, after(left));
        assertInstanceOf(OpenedInError.class, after(after(left).withdrawn("f2", "CORRECTED")));
    }

    @Test
    void aClearedEntryIsReopenedByAPersonAndNotClosedTwice() {
        assertInstanceOf(Open.class, after(closed.reopened("officer")));
        assertInstanceOf(Unchanged.class, open.reopened("officer"));
        assertEquals("case-not-open", refusal(closed.closingProposed(ClosingReason.OTHER, "office", MON)));
        assertEquals("case-not-open", refusal(error.returned(BACK, WATCHED, Source.PERSON, "office")));
    }

    private static Firing firing(String id, String spell, int revision) {
        return new Firing(id, spell, "suspected-dropout", revision, true);
    }

    private static Moved moved(Outcome outcome) {
        return assertInstanceOf(Moved.class, outcome);
    }

    private static CaseFile after(Outcome outcome) {
        return moved(outcome).next();
    }

    private static Happening first(Outcome outcome) {
        return moved(outcome).happenings().getFirst();
    }

    private static String refusal(Outcome outcome) {
        return assertInstanceOf(Refused.class, outcome).slug();
    }
}
