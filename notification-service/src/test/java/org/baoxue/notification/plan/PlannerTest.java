package org.baoxue.notification.plan;

import static org.baoxue.notification.plan.Said.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.baoxue.notification.plan.Notice.Silence;
import org.baoxue.notification.plan.Notice.State;
import org.junit.jupiter.api.Test;

/** What is to be told, as lists in and lists out. */
class PlannerTest {

    private static final Heard ANA_IS_MISSING =
            toTell(contact("ana"), "ana", tell(TEACHER, "08:05"), tell(guardianOf("ana"), "08:25"));

    @Test
    void eachEntryOfTellIsOneNotice() {
        assertEquals(
                List.of("class-teacher/2153011301-0701 opened 00:05", "guardian/ana opened 00:25"),
                lines(planned(ANA_IS_MISSING)));
    }

    @Test
    void heardTwiceItIsStillOneNotice() {
        var known = planned(ANA_IS_MISSING);
        assertEquals(List.of(), Planner.plan(known, List.of(ANA_IS_MISSING)).added());
        assertEquals(2, planned(ANA_IS_MISSING, ANA_IS_MISSING).size());
    }

    @Test
    void aNoticesIdFollowsFromCauseAudienceAndOccasionAlone() {
        var early = planned(toTell(contact("ana"), "ana", tell(TEACHER, "08:05")));
        var late = planned(toTell(contact("ana"), "ana", tell(TEACHER, "09:05")));
        assertEquals(early.getFirst().id(), late.getFirst().id());
    }

    @Test
    void whatGuardiansAndListsTellSharesTheQuarterOfItsTime() {
        var notices = planned(
                toTell(contact("ana"), "ana", tell(guardianOf("ana"), "08:28"), tell(TEACHER, "08:28")),
                toTell(report("ana"), "ana", onList("09:30")));
        assertEquals(window("08:15", 15), notices.get(0).window());
        assertNull(notices.get(1).window(), "a teacher's notice shares no window");
        assertEquals(window("09:30", 15), notices.get(2).window());
    }

    @Test
    void aWindowIsAsLongAsThePolicyOfThePlaceHasIt() {
        var notices = planned(
                toTell(contact("ana"), "ana", within(10, tell(guardianOf("ana"), "08:28"))),
                toTell(report("ana"), "ana", within(10, onList("09:35"))),
                toTell(contact("ben"), "ben", within(30, tell(guardianOf("ben"), "08:28"))),
                toTell(report("ben"), "ben", within(30, onList("09:35"))));
        assertEquals(
                List.of(window("08:20", 10), window("09:30", 10), window("08:00", 30), window("09:30", 30)),
                notices.stream().map(Notice::window).toList());

        var told = in(State.DELIVERED, notices.get(2));
        var wrong = new Heard.DutyCancelled("contact-ben", true, "CORRECTED", null, at("08:50"));
        assertEquals(
                window("08:30", 30),
                Planner.plan(List.of(told), List.of(wrong)).added().getFirst().window(),
                "its correction gathers as long");
    }

    @Test
    void theGuardianIsNotToldOfAChildThatAppeared() {
        assertEquals(
                List.of(Silence.CANCELLED, Silence.CANCELLED),
                silencedBy(new Heard.DutyCancelled("contact-ana", false, "RETURNED", null, at("08:20"))));
    }

    @Test
    void theGuardianIsNotToldOnceTheTeacherReachedThem() {
        assertEquals(List.of(Silence.DONE, Silence.DONE), silencedBy(new Heard.DutyDone("contact-ana")));
    }

    @Test
    void whenTheHourLapsesTheGuardianIsStillToldButTheTeacherNoMore() {
        assertEquals(List.of(Silence.LAPSED), silencedBy(new Heard.DutyLapsed("contact-ana", TEACHER)));
    }

    @Test
    void whoGaveADutyAwayIsAskedForNothingAnyMoreButTheGuardianIsStillTold() {
        var handedOver = List.of(new Heard.DutyHandedOver("contact-ana", TEACHER), handedTo(PRINCIPAL, "08:10"));
        var changes = Planner.plan(planned(ANA_IS_MISSING), handedOver);
        assertEquals(
                List.of(Silence.HANDED_OVER), List.copyOf(changes.silenced().values()));
        assertEquals(List.of("principal/2153011301 handed-over 00:10"), lines(changes.added()));

        var told = List.of(in(State.DELIVERED, planned(ANA_IS_MISSING).getFirst()));
        assertEquals(
                List.of("principal/2153011301 handed-over 00:10"),
                lines(Planner.plan(told, handedOver).added()),
                "who has heard it hears no more");
    }

    @Test
    void whoIsHandedADutyBackHearsOfItAgainAndOfEachTimeOnce() {
        var first = planned(handedTo(PRINCIPAL, "08:10")).getFirst();
        var back = List.of(
                new Heard.DutyHandedOver("contact-ana", PRINCIPAL),
                handedTo(OFFICE, "08:11"),
                new Heard.DutyHandedOver("contact-ana", OFFICE),
                handedTo(PRINCIPAL, "08:12"));
        for (var state : List.of(State.PLANNED, State.SILENCED, State.DELIVERED)) {
            var changes = Planner.plan(List.of(in(state, first)), back);
            var last = changes.added().getLast();
            assertEquals(PRINCIPAL, last.audience(), "when the first was " + state);
            assertNull(changes.silenced().get(last.id()), "when the first was " + state);
            assertEquals(
                    List.of(),
                    Planner.plan(List.of(first, last), List.of(handedTo(PRINCIPAL, "08:12")))
                            .added(),
                    "the same again is told once");
        }
    }

    private static Heard handedTo(PostRef owner, String time) {
        return toTell(contact("ana"), "ana", new Tell(owner, Notice.HANDED_OVER, at(time), false));
    }

    @Test
    void theEndOfASpellSilencesWhatGuardiansWereToHear() {
        assertEquals(List.of(Silence.ABSENCE_OVER), silencedBy(new Heard.SpellEnded("spell-ana")));
        assertEquals(List.of(), silencedBy(new Heard.SpellEnded("spell-ben")));
    }

    @Test
    void whatFiredStandsWhenItsAbsenceEndsAndOnlyTheGuardianIsSparedOfIt() {
        var fired = new Cause(Cause.Kind.TELLING, "telling-ana", "suspected-dropout", "firing-ana");
        var notices = planned(
                toTell(fired, "ana", tell(guardianOf("ana"), "15:20"), tell(OFFICE, "15:20"), tell(TOWNSHIP, "15:20")));
        var ended = List.<Heard>of(new Heard.SpellEnded("spell-ana"));
        assertEquals(
                Map.of(notices.getFirst().id(), Silence.ABSENCE_OVER),
                Planner.plan(notices, ended).silenced());
        for (var state : List.of(State.SENDING, State.FAILED)) {
            var known = notices.stream().map(notice -> in(state, notice)).toList();
            assertEquals(
                    Map.of(notices.getFirst().id(), Silence.ABSENCE_OVER),
                    Planner.plan(known, ended).overtaken());
        }
    }

    @Test
    void theEndOfASpellTakesNoCorrectionBack() {
        var told = in(State.DELIVERED, planned(ANA_IS_MISSING).getLast());
        var known = new ArrayList<>(List.of(told));
        known.addAll(Planner.plan(
                        List.of(told),
                        List.of(new Heard.DutyCancelled("contact-ana", true, "CALENDAR", null, at("15:03"))))
                .added());
        var changes = Planner.plan(known, List.of(new Heard.SpellEnded("spell-ana")));
        assertEquals(Map.of(), changes.silenced(), "who was told wrongly still has to hear it");
    }

    @Test
    void openedAndCancelledInOneBatchIsKeptAndSilenced() {
        var changes = Planner.plan(
                List.of(),
                List.of(ANA_IS_MISSING, new Heard.DutyCancelled("contact-ana", true, "CORRECTED", null, at("08:06"))));
        assertEquals(2, changes.added().size());
        assertEquals(2, changes.silenced().size());
    }

    @Test
    void exactlyThoseWhoWereToldHearTheCorrectionOnce() {
        var notices = planned(toTell(
                contact("ana"),
                "ana",
                tell(TEACHER, "08:05"),
                tell(OFFICE, "08:05"),
                tell(guardianOf("ana"), "08:25")));
        var known = List.of(
                in(State.DELIVERED, notices.get(0)),
                in(State.FAILED, notices.get(1)),
                in(State.UNCLEAR, notices.get(2)));
        var cancelled = new Heard.DutyCancelled("contact-ana", true, "CORRECTED", "t-1", at("09:00"));
        var corrections = Planner.plan(known, List.of(cancelled)).added();
        assertEquals(
                List.of("class-teacher/2153011301-0701 corrected 01:00", "guardian/ana corrected 01:00"),
                lines(corrections));
        assertEquals(known.get(0).id(), corrections.getFirst().corrects());

        var after = new ArrayList<>(known);
        after.addAll(corrections);
        var again = Planner.plan(after, List.of(cancelled));
        assertEquals(List.of(), again.added(), "once");
        assertEquals(Map.of(), again.silenced(), "and its being heard of twice takes no correction back");
    }

    @Test
    void whoWasToldOnTwoOccasionsHearsOneCorrection() {
        var opened =
                planned(toTell(contact("ana"), "ana", tell(OFFICE, "08:05"))).getFirst();
        var lapsed = planned(toTell(contact("ana"), "ana", new Tell(OFFICE, "lapsed", at("09:05"), false)))
                .getFirst();
        var known = List.of(in(State.DELIVERED, opened), in(State.DELIVERED, lapsed));
        var cancelled = new Heard.DutyCancelled("contact-ana", true, "CORRECTED", null, at("10:00"));
        assertEquals(1, Planner.plan(known, List.of(cancelled)).added().size());
    }

    @Test
    void aPostAndWhoeverHeardThatItWasUnreachedEachHearTheirCorrection() {
        var opened =
                planned(toTell(contact("ana"), "ana", tell(PRINCIPAL, "08:05"))).getFirst();
        var above = Planner.postUnreached(in(State.FAILED, opened), at("08:41")).orElseThrow();
        var known = List.of(in(State.DELIVERED, opened), in(State.DELIVERED, above));
        var cancelled = new Heard.DutyCancelled("contact-ana", true, "CORRECTED", null, at("10:00"));
        var corrections = Planner.plan(known, List.of(cancelled)).added();
        assertEquals(List.of(opened.id(), above.id()), corrected(corrections));
        assertEquals(
                List.of("principal/2153011301 corrected 02:00", "principal/2153011301 post-unreached-corrected 02:00"),
                lines(corrections));
    }

    @Test
    void aCancellationThatAsksForNoCorrectionTellsNobody() {
        var known = List.of(in(State.DELIVERED, planned(ANA_IS_MISSING).getFirst()));
        var cancelled = new Heard.DutyCancelled("contact-ana", false, "RETURNED", null, at("10:00"));
        assertEquals(List.of(), Planner.plan(known, List.of(cancelled)).added());
    }

    @Test
    void whatIsOnItsWayOrToldWhenItIsNoLongerTrueIsKnownToBeOvertaken() {
        var notices = planned(toTell(
                contact("ana"),
                "ana",
                tell(TEACHER, "08:05"),
                tell(OFFICE, "08:05"),
                tell(guardianOf("ana"), "08:25")));
        var known = List.of(
                in(State.SENDING, notices.get(0)),
                in(State.SILENCED, notices.get(1)),
                in(State.ACCEPTED, notices.get(2)));
        assertEquals(
                Map.of(known.get(0).id(), Silence.DONE, known.get(2).id(), Silence.DONE),
                Planner.plan(known, List.of(new Heard.DutyDone("contact-ana"))).overtaken());
        assertEquals(
                Map.of(known.get(2).id(), Silence.ABSENCE_OVER),
                Planner.plan(known, List.of(new Heard.SpellEnded("spell-ana"))).overtaken());
    }

    @Test
    void aGuardianWhomNoMessageReachesIsTheClassTeachersToReach() {
        var guardian = planned(ANA_IS_MISSING).getLast();
        var unreached = Planner.unreached(guardian, at("08:41"));
        assertEquals(List.of("class-teacher/2153011301-0701 unreached 00:41"), lines(List.of(unreached)));
        assertEquals(unreached.id(), Planner.unreached(guardian, at("09:00")).id(), "once");
        assertEquals(
                Map.of(unreached.id(), Silence.CANCELLED),
                Planner.plan(
                                List.of(unreached),
                                List.of(new Heard.DutyCancelled("contact-ana", false, "RETURNED", null, at("08:50"))))
                        .silenced());
    }

    @Test
    void aWithdrawnFiringCorrectsItsTellingsAndNotItsDuties() {
        var telling = new Cause(Cause.Kind.TELLING, "telling-1", "suspected-dropout", "firing-1");
        var duty = new Cause(Cause.Kind.DUTY, "duty-1", "home-visit", "firing-1");
        var known = List.of(
                in(
                        State.DELIVERED,
                        planned(toTell(telling, "ana", tell(OFFICE, "15:00"))).getFirst()),
                in(
                        State.PLANNED,
                        planned(toTell(telling, "ana", tell(TOWNSHIP, "15:00"))).getFirst()),
                in(
                        State.DELIVERED,
                        planned(toTell(duty, "ana", tell(OFFICE, "15:00"))).getFirst()));
        var changes =
                Planner.plan(known, List.of(new Heard.FiringWithdrawn("firing-1", "CORRECTED", null, at("16:00"))));
        assertEquals(List.of(known.getFirst().id()), corrected(changes.added()));
        assertEquals(Map.of(known.get(1).id(), Silence.CANCELLED), changes.silenced());
    }

    @Test
    void aSignedReportIsWhatTheDutysEndHasToTell() {
        var duty = Cause.duty("duty-41", "township-report");
        var done = toTell(duty, "ana", new Tell(TOWNSHIP, Notice.DONE, at("09:12"), false));
        var signed =
                new Heard.ReportSigned(duty, about("ana"), ofMonday(), "R-1", List.of(TOWNSHIP), "p-1", at("09:12"));
        for (var order : List.of(List.<Heard>of(signed, done), List.<Heard>of(done, signed))) {
            var changes = Planner.plan(List.of(), order);
            assertEquals(1, changes.added().size(), "one notice, whichever came first");
            assertEquals(Map.of(changes.added().getFirst().id(), "R-1"), changes.signed());
        }
    }

    @Test
    void whoeverElseHearsOfTheDutysEndGetsTheReportToo() {
        var duty = Cause.duty("duty-77", "formal-report");
        var signed =
                new Heard.ReportSigned(duty, about("ana"), ofMonday(), "R-7", List.of(TOWNSHIP), "p-1", at("09:12"));
        var done = toTell(duty, "ana", new Tell(COUNTY, Notice.DONE, at("09:12"), false));
        var changes = Planner.plan(List.of(), List.of(signed, done));
        assertEquals(2, changes.added().size());
        assertTrue(changes.signed().values().stream().allMatch("R-7"::equals));
        assertEquals(2, changes.signed().size());
    }

    private static List<Silence> silencedBy(Heard heard) {
        return List.copyOf(
                Planner.plan(planned(ANA_IS_MISSING), List.of(heard)).silenced().values());
    }

    private static List<java.util.UUID> corrected(List<Notice> corrections) {
        return corrections.stream()
                .flatMap(one -> java.util.stream.Stream.ofNullable(one.corrects()))
                .toList();
    }

    private static List<String> lines(List<Notice> notices) {
        return notices.stream()
                .map(one -> one.audience().key() + " " + one.occasion() + " "
                        + one.at().toString().substring(11, 16))
                .toList();
    }
}
