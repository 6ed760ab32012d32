package org.baoxue.notification.plan;

import static org.baoxue.notification.plan.Bundled.decide;
import static org.baoxue.notification.plan.Bundled.listed;
import static org.baoxue.notification.plan.Bundled.missing;
import static org.baoxue.notification.plan.Bundled.noticesOf;
import static org.baoxue.notification.plan.Said.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.notification.plan.Said.Worlds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes out at a moment, and what of it in one message: lists in and lists out. */
class BundlerTest {

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
    void howLongAListAndAFamilysMessageGatherIsThePlacesToSay() {
        var halfAnHour = List.of(listed("ana", "09:32", 30), listed("ben", "09:46", 30));
        var tenMinutes = List.of(listed("ana", "09:32", 10), listed("ben", "09:41", 10));
        var closed = "close list/academic-office/2153011301";
        assertEquals(
                List.of("LIST person/academic-office: ana ben", closed), decide(halfAnHour, new Worlds().at("09:33")));
        assertEquals(List.of("LIST person/academic-office: ana", closed), decide(tenMinutes, new Worlds().at("09:33")));

        var world = new Worlds().family("ana", "li").family("ben", "li");
        assertEquals(
                List.of("wait ana 08:28 in 08:00"),
                decide(List.of(missing("ana", "08:16", 30), missing("ben", "08:28", 30)), world.at("08:20")));
        assertEquals(
                List.of("FAMILY family/li: ana", "close family/li"),
                decide(List.of(missing("ana", "08:16", 10), missing("ben", "08:28", 10)), world.at("08:20")));
    }

    @Test
    void whatComesTooLateForItsWindowJoinsTheNextOneAsLong() {
        var told = new Worlds().told("list/academic-office/2153011301", "09:30");
        assertEquals(List.of("wait cai 09:40 in 09:40"), decide(List.of(listed("cai", "09:35", 10)), told.at("09:38")));
        assertEquals(List.of("wait cai 10:00 in 10:00"), decide(List.of(listed("cai", "09:35", 30)), told.at("09:38")));
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

    @Test
    void contactHoursHoldAnythingButTheDaysOwnAbsence() {
        var visit = noticesOf(toTell(Cause.duty("visit-ana", "home-visit"), "ana", tell(PRINCIPAL, "21:00")));
        assertEquals(List.of("wait ana +1 07:00"), decide(visit, new Worlds().at("21:00")));
        assertEquals(List.of("POST person/principal: ana"), decide(visit, new Worlds().at("+1 07:00")));

        var boarder = noticesOf(toTell(contact("ana"), "ana", tell(guardianOf("ana"), "21:40")));
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

    @Test
    void whatOnePersonHearsAtOneMomentIsOneMessage() {
        var notices = new ArrayList<Notice>();
        notices.addAll(noticesOf(toTell(contact("ana"), "ana", tell(TEACHER, "08:05"))));
        notices.addAll(noticesOf(toTell(contact("ben"), "ben", tell(TEACHER, "08:05"))));
        assertEquals(List.of("POST person/class-teacher: ana ben"), decide(notices, new Worlds().at("08:05")));
    }

    @Test
    void whatPiledUpWhileTheSuiteStoodStillIsOneMessageForEachPersonAndFamily() {
        var notices = new ArrayList<Notice>();
        for (var line : List.of("ana 08:05", "ben 08:40", "cao 09:10")) {
            var student = line.substring(0, 3);
            var time = line.substring(4);
            notices.addAll(noticesOf(toTell(contact(student), student, tell(TEACHER, time))));
            notices.addAll(
                    noticesOf(toTell(Cause.duty("visit-" + student, "home-visit"), student, tell(PRINCIPAL, time))));
            notices.add(missing(student, time));
        }
        var world = new Worlds().family("ana", "li").family("ben", "wu").family("cao", "he");
        assertEquals(
                List.of(
                        "FAMILY family/he: cao",
                        "FAMILY family/li: ana",
                        "FAMILY family/wu: ben",
                        "POST person/class-teacher: ana ben cao",
                        "POST person/principal: ana ben cao"),
                decide(notices, world.at("11:30")).stream()
                        .filter(line -> !line.startsWith("close"))
                        .sorted()
                        .toList());
    }

    @Test
    void aMessageIsWorthSendingUntilTheLastOfItsNoticesIsStale() {
        assertEquals(at("+1 00:00"), until(missing("ana", "08:25")));
        assertNull(until(noticesOf(toTell(Cause.duty("visit-ana", "home-visit"), "ana", tell(PRINCIPAL, "10:00")))
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
    void theDutysEndWaitsForItsSignedReportHoweverLong() {
        var duty = Cause.duty("duty-41", "township-report");
        var done = noticesOf(toTell(duty, "ana", new Tell(TOWNSHIP, Notice.DONE, at("09:12"), false)));
        assertEquals(List.of("wait ana 09:22"), decide(done, new Worlds().at("09:12")));
        assertEquals(List.of("wait ana 11:50"), decide(done, new Worlds().at("11:40")), "as after a restart");
        assertEquals(List.of("wait ana +1 07:10"), decide(done, new Worlds().at("+1 07:00")));
        var report = signed("R-41", done.getFirst());
        assertEquals(
                List.of("REPORT person/township-officer: ana"), decide(List.of(report), new Worlds().at("+1 07:00")));
    }
}
