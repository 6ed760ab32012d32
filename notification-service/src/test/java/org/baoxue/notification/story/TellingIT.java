package org.baoxue.notification.story;

import static org.awaitility.Awaitility.await;
import static org.baoxue.notification.story.School.at;
import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.School.onList;
import static org.baoxue.notification.story.School.tell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.ContractCheck;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

/** From what the escalation service says to what phones and mailboxes receive. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class TellingIT {

    private static final String NOTIFICATION = "baoxue.notification.v1";
    private static final int MORE_THAN_A_PASS = 230;

    @Inject
    Sealing sealing;

    @Test
    void aGuardianHearsOnceWithNameClassDateAndSession() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        Phones.deliver(school.phoneOf(1));
        var duty = school.duty("contact-guardian", ana, tell(school.guardian(ana), "08:25"));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened PLANNED"), notices(ana)));
        assertEquals(List.of(), Phones.requests(school.phoneOf(1)), "nobody is told early");

        Hand.puts(at("08:25"));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(ana)));

        var heard = Phones.requests(school.phoneOf(1));
        assertEquals(1, heard.size());
        var text = heard.getFirst().text();
        for (var part : List.of("安娜", School.CLASS_NAME, "9月7日", "上午", "请与班主任联系")) {
            assertTrue(text.contains(part), text);
        }
        assertFalse(text.contains(school.classId), text);
        delivered(duty, "guardian/" + ana);
    }

    @Test
    void whatAPersonIsToHearAtOneMomentIsOneMessageHoweverMuchItIs() throws Exception {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var mailbox = "much-" + school.number + "@school.example";
        school.holds("principal", school.code, "p-much-" + school.number, School.mail(mailbox));
        var children = IntStream.rangeClosed(1, MORE_THAN_A_PASS)
                .mapToObj(number -> school.enrols(number, "学生" + number))
                .toList();
        school.isKnown(MORE_THAN_A_PASS);
        children.forEach(child -> school.duty("home-visit", child, tell(school.principal, "08:25")));
        eventually(() -> assertEquals(List.of("home-visit principal opened PLANNED"), notices(children.getLast())));
        eventually(() -> assertEquals(List.of("home-visit principal opened PLANNED"), notices(children.getFirst())));

        Hand.puts(at("08:25"));
        eventually(() -> assertEquals(List.of("home-visit principal opened DELIVERED"), notices(children.getLast())));
        eventually(() -> assertEquals(List.of("home-visit principal opened DELIVERED"), notices(children.getFirst())));
        assertEquals(1, Phones.mailbox(mailbox).size());
    }

    @Test
    void theWeeksListReachesTheTownshipOnceWithEachNameAndReasonAndIsCorrectedOnce() throws Exception {
        Hand.puts(at("10:00"));
        var school = School.opens(sealing);
        var mailbox = "week-" + school.number + "@gov.example";
        school.holds("township-officer", school.township, "p-week-" + school.number, School.mail(mailbox));
        var ana = school.enrols(1, "安娜");
        var ben = school.enrols(2, "贝恩");
        school.isKnown(2);
        school.listsInWeek(ana, "无故未到校3天");
        school.listsInWeek(ben, "无故未到校1天");
        school.listsInWeek(ana, "无故未到校3天");
        eventually(() -> assertEquals(2, notices(ana).size() + notices(ben).size()));
        Hand.puts(at("10:05"));
        eventually(() -> assertEquals(List.of("weekly-list township-officer done DELIVERED"), notices(ben)));
        eventually(() -> assertEquals(1, Phones.mailbox(mailbox).size()));
        var text = String.valueOf(Phones.mailbox(mailbox).getFirst().getContent());
        for (var part : List.of("安娜", "贝恩", "无故未到校3天", "无故未到校1天", "本周无故未到校学生")) {
            assertTrue(text.contains(part), text);
        }
        assertFalse(text.contains("当天核实"), text);
        school.takesOffList(ana);
        eventually(() ->
                assertTrue(notices(ana).contains("weekly-list township-officer corrected DELIVERED"), () -> notices(ana)
                        .toString()));
        assertEquals(List.of("weekly-list township-officer done DELIVERED"), notices(ben));
    }

    @Test
    void brothersAndSistersAreOneMessage() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var phone = school.phoneOf(9);
        var ana = school.enrols(1, "安娜", phone, null);
        var ben = school.enrols(2, "安本", phone, null);
        school.isKnown(2);
        Phones.deliver(phone);
        school.duty("contact-guardian", ana, tell(school.guardian(ana), "08:20"));
        school.duty("contact-guardian", ben, tell(school.guardian(ben), "08:26"));
        eventually(() -> assertEquals(1, notices(ana).size() * notices(ben).size()));

        Hand.puts(at("08:21"));
        Hand.puts(at("08:26"));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(ben)));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(ana)));
        var heard = Phones.requests(phone);
        assertEquals(1, heard.size());
        assertTrue(heard.getFirst().text().contains("安娜")
                && heard.getFirst().text().contains("安本"));
    }

    @Test
    void howLongAFamilysMessageGathersIsThePlacesToSay() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var phone = school.phoneOf(9);
        var ana = school.enrols(1, "安娜", phone, null);
        var ben = school.enrols(2, "安本", phone, null);
        school.isKnown(2);
        Phones.deliver(phone);
        school.duty("contact-guardian", ana, tell(school.guardian(ana), "08:32").within("08:30", 30));
        school.duty("contact-guardian", ben, tell(school.guardian(ben), "08:56").within("08:30", 30));
        eventually(() -> assertEquals(1, notices(ana).size() * notices(ben).size()));
        Hand.puts(at("08:40"));
        Hand.puts(at("08:56"));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(ben)));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(ana)));
        assertEquals(1, Phones.requests(phone).size());
    }

    @Test
    void theOfficeGetsOneListWithTheContactOutcomesAndTheDutyHearsOfIt() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        var ben = school.enrols(2, "贝恩");
        school.isKnown(2);
        var first = school.duty("report-absence-list", ana, onList(school.office, "09:35"));
        school.duty("verify-same-day", ana, onList(school.office, "09:35"));
        school.duty("report-absence-list", ben, onList(school.office, "09:44"));
        school.says(
                "duty-evidence",
                "contact-" + ana,
                "contact-guardian",
                ana,
                Map.of(
                        "kind",
                        "CONTACT_ATTEMPT",
                        "outcome",
                        "REACHED",
                        "by",
                        "p-1",
                        "at",
                        at("08:40").toString()));
        eventually(() -> assertEquals(3, notices(ana).size() + notices(ben).size()));

        Hand.puts(at("09:35"));
        eventually(() -> assertEquals(1, Phones.mailbox(school.mailOf("office")).size()));
        var list = Phones.text(Phones.mailbox(school.mailOf("office")).getFirst());
        assertTrue(list.contains("1. 安娜，七年级1班") && list.contains("已联系上家长"), list);
        assertTrue(list.contains("2. 贝恩") && list.contains("尚未联系上家长"), list);
        assertFalse(list.contains("3. "), list);
        delivered(first, "academic-office/" + school.code);
    }

    @Test
    void aChildThatAppearsKeepsThePhoneSilent() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        var duty = school.duty("contact-guardian", ana, tell(school.guardian(ana), "08:25"));
        school.says(
                "duty-cancelled",
                duty,
                "contact-guardian",
                ana,
                Map.of(
                        "reason",
                        "RETURNED",
                        "tellCorrection",
                        false,
                        "at",
                        at("08:15").toString()));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened SILENCED CANCELLED"), notices(ana)));
        Hand.puts(at("08:40"));
        assertEquals(List.of(), Phones.requests(school.phoneOf(1)));
    }

    @Test
    void whoWasToldHearsTheCorrectionOnceAtTheSameAddress() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        Phones.deliver(school.phoneOf(1));
        var duty = school.duty("contact-guardian", ana, tell(school.guardian(ana), "08:25"));
        Hand.puts(at("08:25"));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(ana)));

        var wrong = Map.<String, Object>of(
                "reason", "CORRECTED", "tellCorrection", true, "at", at("08:50").toString());
        Hand.puts(at("08:50"));
        school.says("duty-cancelled", duty, "contact-guardian", ana, wrong);
        school.says("duty-corrected", duty, "contact-guardian", ana, wrong);
        eventually(() ->
                assertTrue(notices(ana).contains("contact-guardian guardian corrected DELIVERED"), () -> notices(ana)
                        .toString()));
        var heard = Phones.requests(school.phoneOf(1));
        assertEquals(2, heard.size());
        assertTrue(
                heard.getLast().text().contains("更正") && heard.getLast().text().contains("记录已更正"));
    }

    @Test
    void aVacantPostIsToldToTheLevelAbove() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.vacates("class-teacher", school.classId);
        school.isKnown(1);
        eventually(() -> assertEquals(
                0, School.count("select count(*) from class_teacher where class_id = '" + school.classId + "'")));
        school.duty("contact-guardian", ana, tell(school.teacher, "08:06"));
        eventually(() -> assertEquals(List.of("contact-guardian class-teacher opened DELIVERED"), notices(ana)));
        var told = Phones.text(Phones.mailbox(school.mailOf("office")).getFirst());
        assertTrue(told.contains("七年级1班 班主任") && told.contains("故报上一级"), told);
        assertEquals(List.of(), Phones.mailbox(school.mailOf("teacher")));
    }

    @Test
    void whereTheOwnerIsNotToldAVacantPostIsReportedAllTheSameAndOneThatHasRunOutIsVacant() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.leaves("class-teacher", school.classId, "2026-08-31");
        school.isKnown(1);
        eventually(() -> assertEquals(
                1,
                School.count("select count(*) from class_teacher where class_id = '" + school.classId
                        + "' and held_to = '2026-08-31'")));
        school.duty("platform-report", ana);
        eventually(() -> assertEquals(List.of("platform-report class-teacher owner-vacant DELIVERED"), notices(ana)));
        var told = Phones.text(Phones.mailbox(school.mailOf("office")).getFirst());
        assertTrue(told.contains("七年级1班 班主任") && told.contains("故报上一级"), told);
    }

    @Test
    void theSameEventsAgainTellNobodyAgain() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        Phones.deliver(school.phoneOf(1));
        school.duty("contact-guardian", ana, tell(school.guardian(ana), "08:25"));
        Hand.puts(at("08:25"));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(ana)));
        // another content, hence another event id: the notice is the same all the same
        school.duty("contact-guardian", ana, tell(school.guardian(ana), "08:26"));
        Hand.puts(at("08:50"));
        var ben = school.enrols(2, "贝恩");
        school.isKnown(2);
        Phones.deliver(school.phoneOf(2));
        school.duty("contact-guardian", ben, tell(school.guardian(ben), "08:50"));
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(ben)));
        assertEquals(1, Phones.requests(school.phoneOf(1)).size());
        assertEquals(1, notices(ana).size());
    }

    @Test
    void everyPublishedEventFitsItsSchema() {
        aGuardianHearsOnceWithNameClassDateAndSession();
        var contracts = ContractCheck.of(Path.of("contracts"));
        try (var topic = EventProbe.of(NOTIFICATION)) {
            var all = topic.all();
            assertFalse(all.isEmpty());
            for (var event : all) {
                assertEquals(List.of(), contracts.faults(event.type(), String.valueOf(event.body())), event.type());
                var audience = java.util.Objects.requireNonNull(event.body()).path("audience");
                assertEquals(
                        audience.path("post").asText() + "/"
                                + audience.path("scope").asText(),
                        event.key());
                assertFalse(String.valueOf(event.body()).contains("安娜")
                        || String.valueOf(event.body()).contains("+86"));
            }
        }
    }

    private static void delivered(String duty, String key) {
        try (var topic = EventProbe.of(NOTIFICATION)) {
            topic.await(event -> event.type().equals("org.baoxue.notification.notice-delivered.v1")
                    && event.key().equals(key)
                    && event.text("duty").equals(duty));
        }
    }

    static void eventually(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(holds);
    }
}
