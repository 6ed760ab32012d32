package org.baoxue.notification.plan;

import static org.baoxue.notification.plan.Said.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.notification.plan.Notice.State;
import org.baoxue.notification.plan.Said.Worlds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes out at a moment, as lists in and lists out. */
class BundlerTest {

    // --- One message per family and window

    @Test
    void brothersAndSistersAreOneMessageSentWhenTheLastOfThemIsDue() {
        var both = List.of(missing("ana", "08:16"), missing("ben", "08:28"));
        var world = new Worlds().family("ana", "li").family("ben", "li");
        assertEquals(List.of("wait ana 08:28 in 08:15"), decide(both, world.at("08:20")), "nobody is told early");
        assertEquals(List.of("FAMILY family/li: ana ben", "close family/li"), decide(both, world.at("08:28")));
    }

    @Test
    void childrenOfDifferentFamiliesAreDifferentMessages() {
        var both = List.of(missing("ana", "08:16"), missing("ben", "08:28"));
        assertEquals(
                List.of("FAMILY family/of-ana: ana", "close family/of-ana"), decide(both, new Worlds().at("08:20")));
    }

    @Test
    void aSecondNoticeOfAToldWindowJoinsTheNextOne() {
        var late = List.of(missing("ben", "08:20"));
        var world = new Worlds().family("ben", "li").told("family/li", "08:15");
        assertEquals(List.of("wait ben 08:30 in 08:30"), decide(late, world.at("08:21")));
    }

    @Test
    void aGuardianWithoutAnAddressIsTheClassTeachersToReach() {
        var world = new Worlds().family("ana", null);
        assertEquals(
                List.of("POST person/class-teacher: ana*", "close guardian/ana"),
                decide(List.of(missing("ana", "08:25")), world.at("08:25")));
    }

    // --- One list per office and window

    @Test
    void theListGoesOutWhenItsEarliestLineIsDueAndTakesTheWholeWindow() {
        var lines = List.of(listed("ana", "09:32"), listed("ben", "09:41"));
        assertEquals(List.of(), decide(lines, new Worlds().at("09:31")));
        assertEquals(
                List.of("LIST person/academic-office: ana ben", "close list/academic-office/2153011301"),
                decide(lines, new Worlds().at("09:32")));
    }

    @Test
    void windowsAreListsOfTheirOwn() {
        var lines = List.of(listed("ana", "09:32"), listed("ben", "09:46"));
        assertEquals(
                List.of("LIST person/academic-office: ana", "close list/academic-office/2153011301"),
                decide(lines, new Worlds().at("09:33")));
    }

    @Test
    void aLineAcceptedTooLateForItsListJoinsTheNextWindowAfterAcceptance() {
        var late = List.of(listed("cai", "09:35"));
        var world = new Worlds().told("list/academic-office/2153011301", "09:30");
        assertEquals(List.of("wait cai 09:45 in 09:45"), decide(late, world.at("09:38")));
    }

    @Test
    void eachHolderOfTheOfficeGetsTheList() {
        var world = new Worlds().held(OFFICE, "li", "wu");
        assertEquals(
                List.of("LIST person/li: ana", "LIST person/wu: ana", "close list/academic-office/2153011301"),
                decide(List.of(listed("ana", "09:30")), world.at("09:30")));
    }

    // --- Never of one's own entry

    @Test
    void nobodyIsToldOfTheirOwnEntry() {
        var notice =
                of(new Heard.ToTell(contact("ana"), about("ana"), ofMonday(), List.of(tell(TEACHER, "08:05")), "t-1"));
        assertEquals(
                List.of("silence ana OWN_ENTRY"),
                decide(notice, new Worlds().held(TEACHER, "t-1").at("08:05")));
        assertEquals(
                List.of("POST person/t-2: ana"),
                decide(notice, new Worlds().held(TEACHER, "t-1", "t-2").at("08:05")));
    }

    @Test
    void theOfficesListIsATaskWhoeverCalledTheRoll() {
        var listed = of(new Heard.ToTell(report("ana"), about("ana"), ofMonday(), List.of(onList("09:30")), "o-1"));
        assertEquals(
                List.of("LIST person/o-1: ana", "close list/academic-office/2153011301"),
                decide(listed, new Worlds().held(OFFICE, "o-1").at("09:30")));
    }

    @Test
    void aTeacherHearsThatAGuardianHasNoAddressAlsoOfTheirOwnEntry() {
        var missing = of(new Heard.ToTell(
                contact("ana"), about("ana"), ofMonday(), List.of(tell(guardianOf("ana"), "08:25")), "t-1"));
        assertEquals(
                List.of("POST person/t-1: ana*", "close guardian/ana"),
                decide(
                        missing,
                        new Worlds().held(TEACHER, "t-1").family("ana", null).at("08:25")));
    }

    // --- Hours and staleness

    @Test
    void contactHoursHoldAnythingButTheDaysOwnAbsence() {
        var visit = of(toTell(Cause.duty("visit-ana", "home-visit"), "ana", tell(PRINCIPAL, "21:00")));
        assertEquals(List.of("wait ana +1 07:00"), decide(visit, new Worlds().at("21:00")));
        assertEquals(List.of("POST person/principal: ana"), decide(visit, new Worlds().at("+1 07:00")));

        var boarder = of(toTell(contact("ana"), "ana", tell(guardianOf("ana"), "21:40")));
        assertEquals(
                List.of("FAMILY family/of-ana: ana", "close family/of-ana"), decide(boarder, new Worlds().at("21:40")));
    }

    @Test
    void anAbsenceOfAnEarlierDayIsNotTold() {
        assertEquals(
                List.of("silence ana STALE"), decide(List.of(missing("ana", "08:25")), new Worlds().at("+1 06:00")));
        assertEquals(
                List.of("silence ana STALE"), decide(List.of(listed("ana", "09:30")), new Worlds().at("+1 09:00")));
    }

    // --- Vacancy

    @Test
    void aVacantPostIsToldToTheLevelAboveAndTheNoticeSaysSo() {
        var notice = of(toTell(contact("ana"), "ana", tell(TEACHER, "08:05")));
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
    void aVillageWithoutACadreIsTheTownshipsAndATownshipWithoutAnOfficerTheCountys() {
        var village = of(toTell(Cause.duty("joint-ana", "joint-persuasion"), "ana", tell(VILLAGE, "15:00")));
        assertEquals(List.of("POST person/township-officer: ana*"), decide(village, new Worlds().at("15:00")));
        assertEquals(
                List.of("POST person/county-bureau: ana*"),
                decide(village, new Worlds().vacant(TOWNSHIP).at("15:00")));
    }

    @Test
    void whenTheWholeLineIsVacantAPersonMustSeeIt() {
        var notice = of(toTell(contact("ana"), "ana", tell(TEACHER, "08:05")));
        var nobody =
                new Worlds().vacant(TEACHER).vacant(OFFICE).vacant(PRINCIPAL).vacant(COUNTY);
        assertEquals(List.of("unreachable ana"), decide(notice, nobody.at("08:05")));
    }

    @Test
    void aDeputyIsToldOnlyWhileNobodyElseHoldsThePost() {
        var notice = of(toTell(contact("ana"), "ana", tell(TEACHER, "08:05")));
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
        var vacancy = of(new Heard.Vacancy(contact("ana"), about("ana"), ofMonday(), TEACHER, at("08:05")));
        assertEquals(List.of("silence ana POST_HELD"), decide(vacancy, new Worlds().at("08:05")));
        assertEquals(
                List.of("POST person/academic-office: ana*"),
                decide(vacancy, new Worlds().vacant(TEACHER).at("08:05")));
    }

    // --- Several things for one person

    @Test
    void whatOnePersonHearsAtOneMomentIsOneMessage() {
        var notices = new ArrayList<Notice>();
        notices.addAll(of(toTell(contact("ana"), "ana", tell(TEACHER, "08:05"))));
        notices.addAll(of(toTell(contact("ben"), "ben", tell(TEACHER, "08:05"))));
        assertEquals(List.of("POST person/class-teacher: ana ben"), decide(notices, new Worlds().at("08:05")));
    }

    // --- Corrections

    @Test
    void aCorrectionGoesToTheAddressesThatHeardAndWaitsForWhatIsStillUnderWay() {
        var original = missing("ana", "08:25");
        var correction = Planner.plan(
                        List.of(in(State.SENDING, original)),
                        List.of(new Heard.DutyCancelled("contact-ana", true, "CORRECTED", null, at("08:40"))))
                .added();
        assertEquals(
                List.of("wait ana 08:42 in 08:30"),
                decide(
                        correction,
                        new Worlds().original(original, State.SENDING).at("08:41")));
        assertEquals(
                List.of("CORRECTION address/phone-1: ana", "close family/of-ana"),
                decide(
                        correction,
                        new Worlds()
                                .original(original, State.DELIVERED, "phone-1")
                                .at("08:41")));
        assertEquals(
                List.of("silence ana ORIGINAL_NOT_HEARD"),
                decide(correction, new Worlds().original(original, State.FAILED).at("08:41")));
    }

    @Test
    void aCorrectionWaitsForEveryMessageOfWhatItCorrects() {
        var lapsed = of(toTell(contact("ana"), "ana", new Tell(OFFICE, "lapsed", at("09:05"), false)))
                .getFirst();
        var correction = correctionOf(lapsed, "o-2");
        assertEquals(
                List.of("wait ana 09:31"),
                decide(correction, new Worlds().original(lapsed, true, "o-1").at("09:30")));
        assertEquals(
                List.of("CORRECTION address/mail-of-o-1: ana"),
                decide(
                        correction,
                        new Worlds().original(lapsed, false, "o-1", "o-2").at("09:31")),
                "and whoever corrected it is not told");
        assertEquals(
                List.of("silence ana OWN_ENTRY"),
                decide(correction, new Worlds().original(lapsed, false, "o-2").at("09:31")));
    }

    private static List<Notice> correctionOf(Notice told, String actor) {
        return Planner.plan(
                        List.of(in(State.DELIVERED, told)),
                        List.of(new Heard.DutyCancelled("contact-ana", true, "CORRECTED", actor, at("09:30"))))
                .added();
    }

    @Test
    void aMessageIsWorthSendingUntilTheLastOfItsNoticesIsStale() {
        assertEquals(at("+1 00:00"), until(missing("ana", "08:25")));
        assertNull(until(of(toTell(Cause.duty("visit-ana", "home-visit"), "ana", tell(PRINCIPAL, "10:00")))
                .getFirst()));
    }

    private static @Nullable Instant until(Notice notice) {
        return Bundler.decide(List.of(notice), new Worlds().at("10:00")).stream()
                .filter(Decision.Send.class::isInstance)
                .map(Decision.Send.class::cast)
                .findFirst()
                .orElseThrow()
                .until();
    }

    @Test
    void aCorrectionRingsAtNightOnlyForTheDaysOwnAbsence() {
        var alert = of(toTell(
                        new Cause(Cause.Kind.TELLING, "alert-ana", "suspected-dropout", "firing-1"),
                        "ana",
                        tell(guardianOf("ana"), "15:00")))
                .getFirst();
        var closure = Planner.plan(
                        List.of(in(State.DELIVERED, alert)),
                        List.of(new Heard.FiringWithdrawn("firing-1", "CALENDAR", null, at("23:10"))))
                .added();
        assertEquals(
                List.of("wait ana +1 07:00 in +1 07:00"),
                decide(
                        closure,
                        new Worlds().original(alert, State.DELIVERED, "phone-1").at("23:10")));

        var missing = missing("ana", "21:40");
        var mistaken = Planner.plan(
                        List.of(in(State.DELIVERED, missing)),
                        List.of(new Heard.DutyCancelled("contact-ana", true, "CORRECTED", null, at("22:00"))))
                .added();
        assertEquals(
                List.of("CORRECTION address/phone-1: ana", "close family/of-ana"),
                decide(
                        mistaken,
                        new Worlds()
                                .original(missing, State.DELIVERED, "phone-1")
                                .at("22:00")));
    }

    // --- Written reports

    @Test
    void theDutysEndWaitsForItsSignedReportHoweverLong() {
        var duty = Cause.duty("duty-41", "township-report");
        var done = of(toTell(duty, "ana", new Tell(TOWNSHIP, Notice.DONE, at("09:12"), false)));
        assertEquals(List.of("wait ana 09:22"), decide(done, new Worlds().at("09:12")));
        assertEquals(List.of("wait ana 11:50"), decide(done, new Worlds().at("11:40")), "as after a restart");
        assertEquals(List.of("wait ana +1 07:10"), decide(done, new Worlds().at("+1 07:00")));
        var report = signed("R-41", done.getFirst());
        assertEquals(
                List.of("REPORT person/township-officer: ana"), decide(List.of(report), new Worlds().at("+1 07:00")));
    }

    private static Notice missing(String student, String time) {
        return of(toTell(contact(student), student, tell(guardianOf(student), time)))
                .getFirst();
    }

    private static Notice listed(String student, String time) {
        return of(toTell(report(student), student, onList(time))).getFirst();
    }

    private static List<Notice> of(Heard heard) {
        return planned(heard);
    }

    private static List<String> decide(List<Notice> notices, World world) {
        return Bundler.decide(notices, world).stream()
                .map(decision -> line(decision, notices))
                .sorted(java.util.Comparator.comparing((String line) -> line.startsWith("close")))
                .toList();
    }

    private static String line(Decision decision, List<Notice> notices) {
        return switch (decision) {
            case Decision.Send send ->
                send.form() + " " + send.recipient().key() + ":"
                        + String.join(
                                "",
                                send.notices().stream()
                                        .map(id -> " " + student(id, notices)
                                                + (send.insteadOf().contains(id) ? "*" : ""))
                                        .toList());
            case Decision.Close(var window) -> "close " + window.group();
            case Decision.Silence(var id, var reason) -> "silence " + student(id, notices) + " " + reason;
            case Decision.Unreachable(var id) -> "unreachable " + student(id, notices);
            case Decision.Wait(var id, var dueAt, var window) ->
                "wait " + student(id, notices) + " " + local(dueAt) + (window == null ? "" : " in " + local(window));
        };
    }

    private static String student(java.util.UUID id, List<Notice> notices) {
        return notices.stream()
                .filter(notice -> notice.id().equals(id))
                .map(notice -> String.valueOf(notice.subject().student()))
                .findFirst()
                .orElseThrow();
    }

    private static String local(java.time.Instant instant) {
        var time = instant.atZone(SHANGHAI);
        var day = time.toLocalDate().equals(MONDAY) ? "" : "+1 ";
        return day + time.toLocalTime();
    }
}
