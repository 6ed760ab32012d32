package org.baoxue.notification.story;

import static org.baoxue.notification.story.School.at;
import static org.baoxue.notification.story.School.notices;
import static org.baoxue.notification.story.School.tell;
import static org.baoxue.notification.story.TellingIT.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Phones;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** What a person may say of a message whose outcome is unclear, or that reached nobody. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class ResolutionIT {

    @Inject
    Sealing sealing;

    @Test
    void aPersonMayOrderItAgainAndThatIsAnotherOrderHoweverOftenTheyAsk() {
        var told = Told.by(sealing);
        Phones.answerTooLate(told.phone());
        told.due();
        told.passUntil("UNCLEAR");
        var notice = School.notice(told.student(), "guardian").toString();
        var key = UUID.randomUUID().toString();
        Told.resolve(told.office(), key, notice, "SEND_AGAIN", 204);
        told.passUntil("UNCLEAR");
        Told.resolve(told.office(), key, notice, "SEND_AGAIN", 204);
        assertEquals(2, told.keys().size(), "an answer that was lost is no third order");

        Phones.deliver(told.phone());
        Told.resolve(told.office(), notice, "SEND_AGAIN", 204);
        eventually(() -> assertEquals(List.of("contact-guardian guardian opened DELIVERED"), notices(told.student())));
        assertEquals(3, told.keys().size());
    }

    @Test
    void whoMayNotSeeAllThatAMessageCarriesMayNotSayWhatBecameOfIt() {
        var told = Told.by(sealing);
        var other = Told.by(sealing);
        Phones.answerTooLate(told.phone());
        told.due();
        told.passUntil("UNCLEAR");
        other.due();
        eventually(() -> assertTrue(!notices(other.student()).isEmpty()));
        Superuser.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into message_notice (message, notice) select message, other.id"
                                + " from message_notice join notice mine on mine.id = notice, notice other"
                                + " where mine.student = ? and other.student = ?",
                        told.student(),
                        other.student()));
        var notice = School.notice(told.student(), "guardian").toString();
        Told.resolve(told.office(), notice, "DELIVERED", 403);
        assertEquals(List.of("contact-guardian guardian opened UNCLEAR"), notices(told.student()));
    }

    @Test
    void whenNoAddressTakesItTheClassTeacherHearsAndAPersonMaySendItAgain() {
        var told = Told.by(sealing);
        Phones.refuse(told.phone(), 422);
        told.due();
        eventually(() -> assertEquals(
                List.of(
                        "contact-guardian class-teacher unreached DELIVERED",
                        "contact-guardian guardian opened FAILED"),
                notices(told.student())));
        assertEquals(1, Phones.mailbox(told.school().mailOf("teacher")).size());

        Phones.deliver(told.phone());
        Told.resolve(told.office(), School.notice(told.student(), "guardian").toString(), "SEND_AGAIN", 204);
        eventually(() -> assertTrue(
                notices(told.student()).contains("contact-guardian guardian opened DELIVERED"),
                () -> notices(told.student()).toString()));
        assertEquals(2, told.keys().size(), "an order of its own");
    }

    @Test
    void whenNoAddressOfAPostTakesItTheLevelAboveHearsOnceHoweverOftenItFails() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var phone = school.phoneOf(900);
        school.holds("class-teacher", school.classId, school.person("teacher"), new School.Channel("SMS", phone, null));
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        eventually(() ->
                assertTrue(school.holdersAsRead("class-teacher", school.classId).contains("SMS")));
        Phones.refuse(phone, 422);
        school.duty("contact-guardian", ana, tell(school.teacher, "08:06"));
        var failed = "contact-guardian class-teacher opened FAILED";
        var toldAbove = "contact-guardian class-teacher post-unreached DELIVERED";
        eventually(() -> assertEquals(List.of(failed, toldAbove), notices(ana)));
        var report = Phones.text(Phones.mailbox(school.mailOf("office")).getFirst());
        assertTrue(report.contains("岗位未能通知") && report.contains("七年级1班 班主任") && report.contains("故报上一级"), report);

        var office = Tokens.ofSchool("academic-office", school.person("office"), school.code);
        Told.resolve(office, School.notice(ana, "class-teacher").toString(), "SEND_AGAIN", 204);
        eventually(() -> assertEquals(2, Phones.requests(phone).size()));
        // another content, hence another event id: the duty is the same all the same
        school.duty("contact-guardian", ana, tell(school.teacher, "08:07"));
        school.duty("home-visit", ana, tell(school.principal, "08:06"));
        eventually(
                () -> assertEquals(List.of(failed, toldAbove, "home-visit principal opened DELIVERED"), notices(ana)));
        assertEquals(1, Phones.mailbox(school.mailOf("office")).size());
    }

    @Test
    void whoeverWasNotReachedInsteadOfAVacantPostIsNotTriedAgain() {
        Hand.puts(at("08:06"));
        var school = School.opens(sealing);
        var phone = school.phoneOf(900);
        school.vacates("class-teacher", school.classId);
        school.holds("academic-office", school.code, school.person("office"), new School.Channel("SMS", phone, null));
        var ana = school.enrols(1, "安娜");
        school.isKnown(1);
        eventually(() ->
                assertTrue(school.holdersAsRead("academic-office", school.code).contains("SMS")));
        Phones.refuse(phone, 422);
        school.duty("contact-guardian", ana, tell(school.teacher, "08:06"));
        eventually(() -> assertEquals(
                List.of(
                        "contact-guardian class-teacher opened FAILED",
                        "contact-guardian class-teacher post-unreached DELIVERED"),
                notices(ana)));
        assertEquals(1, Phones.requests(phone).size());
        assertEquals(1, Phones.mailbox(school.mailOf("principal")).size());
    }
}
