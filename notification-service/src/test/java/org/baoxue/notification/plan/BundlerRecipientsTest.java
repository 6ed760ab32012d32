package org.baoxue.notification.plan;

import static org.baoxue.notification.plan.Bundled.decide;
import static org.baoxue.notification.plan.Bundled.noticesOf;
import static org.baoxue.notification.plan.Said.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.baoxue.notification.plan.Said.Worlds;
import org.junit.jupiter.api.Test;

/** Whom the bundler chooses: holders, deputies, the level above; and nobody for their own entry. */
class BundlerRecipientsTest {

    @Test
    void nobodyIsToldOfTheirOwnEntry() {
        var notice = noticesOf(
                new Heard.ToTell(contact("ana"), about("ana"), ofMonday(), List.of(tell(TEACHER, "08:05")), "t-1"));
        assertEquals(
                List.of("silence ana OWN_ENTRY"),
                decide(notice, new Worlds().held(TEACHER, "t-1").at("08:05")));
        assertEquals(
                List.of("POST person/t-2: ana"),
                decide(notice, new Worlds().held(TEACHER, "t-1", "t-2").at("08:05")));
    }

    @Test
    void theOfficesListIsATaskWhoeverCalledTheRoll() {
        var listed =
                noticesOf(new Heard.ToTell(report("ana"), about("ana"), ofMonday(), List.of(onList("09:30")), "o-1"));
        assertEquals(
                List.of("LIST person/o-1: ana", "close list/academic-office/2153011301"),
                decide(listed, new Worlds().held(OFFICE, "o-1").at("09:30")));
    }

    @Test
    void aTeacherHearsThatAGuardianHasNoAddressAlsoOfTheirOwnEntry() {
        var missing = noticesOf(new Heard.ToTell(
                contact("ana"), about("ana"), ofMonday(), List.of(tell(guardianOf("ana"), "08:25")), "t-1"));
        assertEquals(
                List.of("POST person/t-1: ana*", "close guardian/ana"),
                decide(
                        missing,
                        new Worlds().held(TEACHER, "t-1").family("ana", null).at("08:25")));
    }

    @Test
    void aVacantPostIsToldToTheLevelAboveAndTheNoticeSaysSo() {
        var notice = noticesOf(toTell(contact("ana"), "ana", tell(TEACHER, "08:05")));
        var world = new Worlds().vacant(TEACHER);
        assertEquals(List.of("POST person/academic-office: ana*"), decide(notice, world.at("08:05")));
        assertEquals(
                List.of("POST person/principal: ana*"),
                decide(notice, world.vacant(OFFICE).at("08:05")));
        assertEquals(
                List.of("POST person/county-bureau: ana*"),
                decide(notice, world.vacant(PRINCIPAL).at("08:05")));
    }

    @Test
    void aVacantPostThatADutyWasGivenToAndOneThatIsToHearOfALapseAreClimbedAbove() {
        for (var occasion : List.of(Notice.HANDED_OVER, "lapsed")) {
            var notice = noticesOf(toTell(contact("ana"), "ana", new Tell(PRINCIPAL, occasion, at("09:05"), false)));
            assertEquals(
                    List.of("POST person/county-bureau: ana*"),
                    decide(notice, new Worlds().vacant(PRINCIPAL).at("09:05")),
                    occasion);
            var office = noticesOf(toTell(contact("ana"), "ana", new Tell(OFFICE, occasion, at("09:05"), false)));
            assertEquals(
                    List.of("POST person/principal: ana*"),
                    decide(office, new Worlds().vacant(OFFICE).at("09:05")),
                    occasion);
        }
    }

    @Test
    void whatNoMessageBroughtToAPostGoesToTheLevelAboveOnce() {
        var failed =
                noticesOf(toTell(contact("ana"), "ana", tell(TEACHER, "08:05"))).getFirst();
        var report = Planner.postUnreached(failed, at("08:41")).orElseThrow();
        assertEquals(List.of("POST person/academic-office: ana*"), decide(List.of(report), new Worlds().at("08:41")));
        assertEquals(
                report.id(),
                Planner.postUnreached(failed, at("09:00")).orElseThrow().id());
        assertEquals(Optional.empty(), Planner.postUnreached(report, at("09:00")), "the gauge shows it to people then");
        var missing = noticesOf(toTell(contact("ana"), "ana", tell(guardianOf("ana"), "08:25")));
        assertEquals(
                Optional.empty(),
                Planner.postUnreached(missing.getFirst(), at("08:41")),
                "a guardian is the class teacher's to reach");
        var list = noticesOf(toTell(report("ana"), "ana", onList("09:30"))).getFirst();
        assertEquals(Optional.empty(), Planner.postUnreached(list, at("09:41")), "the duty to report it lapses");
    }

    @Test
    void whatReachesNobodyInASchoolEndsAtItsPrincipal() {
        for (var post : List.of(TEACHER, new PostRef("assigned-teacher", "t-7"), OFFICE)) {
            assertEquals(
                    List.of("POST person/principal: ana*"),
                    decide(unreached(post), new Worlds().vacant(OFFICE).at("08:41")));
            assertEquals(
                    List.of("unreachable ana"),
                    decide(
                            unreached(post),
                            new Worlds().vacant(OFFICE).vacant(PRINCIPAL).at("08:41")),
                    post.post());
        }
        assertEquals(List.of("unreachable ana"), decide(unreached(PRINCIPAL), new Worlds().at("08:41")));
        assertEquals(List.of("POST person/county-bureau: ana*"), decide(unreached(TOWNSHIP), new Worlds().at("08:41")));
    }

    @Test
    void whomNoMessageReachedInsteadOfAVacantPostIsNotTriedAgain() {
        var report = unreached(TEACHER);
        var world = new Worlds().vacant(TEACHER).unreached(report.getFirst(), "o-1");
        assertEquals(
                List.of("POST person/principal: ana*"),
                decide(report, world.held(OFFICE, "o-1").at("08:41")));
        assertEquals(
                List.of("POST person/o-2: ana*"),
                decide(report, world.held(OFFICE, "o-1", "o-2").at("08:41")),
                "but who holds the same post and was not tried is");
    }

    private static List<Notice> unreached(PostRef post) {
        var failed =
                noticesOf(toTell(contact("ana"), "ana", tell(post, "08:05"))).getFirst();
        return List.of(Planner.postUnreached(failed, at("08:41")).orElseThrow());
    }

    @Test
    void aVillageWithoutACadreIsTheTownshipsAndATownshipWithoutAnOfficerTheCountys() {
        var village = noticesOf(toTell(Cause.duty("joint-ana", "joint-persuasion"), "ana", tell(VILLAGE, "15:00")));
        assertEquals(List.of("POST person/township-officer: ana*"), decide(village, new Worlds().at("15:00")));
        assertEquals(
                List.of("POST person/county-bureau: ana*"),
                decide(village, new Worlds().vacant(TOWNSHIP).at("15:00")));
    }

    @Test
    void whenTheWholeLineIsVacantAPersonMustSeeIt() {
        var notice = noticesOf(toTell(contact("ana"), "ana", tell(TEACHER, "08:05")));
        var nobody =
                new Worlds().vacant(TEACHER).vacant(OFFICE).vacant(PRINCIPAL).vacant(COUNTY);
        assertEquals(List.of("unreachable ana"), decide(notice, nobody.at("08:05")));
    }

    @Test
    void aDeputyIsToldOnlyWhileNobodyElseHoldsThePost() {
        var notice = noticesOf(toTell(contact("ana"), "ana", tell(TEACHER, "08:05")));
        var deputy = new Holder("deputy", true, null, null);
        var holder = new Holder("holder", false, null, MONDAY);
        var world = new Worlds().holder(TEACHER, deputy, holder);
        assertEquals(List.of("POST person/holder: ana"), decide(notice, world.at("08:05")));
        var left = new Holder("holder", false, null, MONDAY.minusDays(1));
        assertEquals(
                List.of("POST person/deputy: ana"),
                decide(notice, new Worlds().holder(TEACHER, deputy, left).at("08:05")));
    }

    @Test
    void aVacancyThatWasFilledInTheMeantimeIsSilent() {
        var vacancy = noticesOf(new Heard.Vacancy(contact("ana"), about("ana"), ofMonday(), TEACHER, at("08:05")));
        assertEquals(List.of("silence ana POST_HELD"), decide(vacancy, new Worlds().at("08:05")));
        assertEquals(
                List.of("POST person/academic-office: ana*"),
                decide(vacancy, new Worlds().vacant(TEACHER).at("08:05")));
    }
}
