package org.baoxue.escalation.intake;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.baoxue.escalation.School;
import org.baoxue.escalation.watch.ClassDays;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.inbox.IncomingEvent;
import org.baoxue.kit.store.Transactions;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.junit.jupiter.api.Test;

/**
 * The last roll call of a day and the day's end, at the same moment: whichever is first ends the duty, and only that; what was
 * wrong of it is corrected once.
 */
@QuarkusTest
@WithTestResource(Platform.class)
class ClassDayEndingsIT {
    private static final int LIMIT = 200;
    private static final Instant BEFORE = School.at("2026-09-08 13:30");
    private static final Instant REMINDED = School.at("2026-09-08 14:05");
    private static final String DUTIES = "select count(*) from duty where rule = 'submit-attendance' and ";
    private static final Instant ENDED = School.at("2026-09-08 15:30");

    @Inject
    AttendanceListener listener;

    @Inject
    ClassDays classDays;

    @Inject
    Transactions transactions;

    @Test
    void a_roll_call_that_is_being_taken_in_is_not_lapsed_over() {
        School school = owing("S-20");
        CountDownLatch taken = new CountDownLatch(1);
        CompletableFuture<Void> lapse = beside(() -> {
            awaits(taken);
            classDays.work(ENDED, LIMIT);
        });
        transactions.asWorker(() -> {
            listener.handle(List.of(afternoonOf(school)));
            taken.countDown();
            await().until(() -> lapse.isDone() || somebodyWaits());
        });
        lapse.join();
        classDays.work(ENDED, LIMIT);
        assertEquals(List.of("duty-done"), endingsOf(school));
    }

    @Test
    void a_lapse_that_is_being_decided_is_not_written_over() {
        School school = owing("S-21");
        CountDownLatch lapsed = new CountDownLatch(1);
        CompletableFuture<Void> post = beside(() -> {
            awaits(lapsed);
            transactions.asWorker(() -> listener.handle(List.of(afternoonOf(school))));
        });
        transactions.asWorker(() -> {
            classDays.work(classDays.claim(ENDED, LIMIT), ENDED);
            lapsed.countDown();
            await().until(() -> post.isDone() || somebodyWaits());
        });
        post.join();
        assertEquals(List.of("duty-lapsed", "duty-corrected"), endingsOf(school), "it had been accepted in time");
    }

    @Test
    void a_roll_call_accepted_in_time_that_is_heard_of_after_the_lapse_corrects_it_once() {
        School school = owing("S-22");
        Hand.puts(ENDED);
        await().until(() -> endingsOf(school).equals(List.of("duty-lapsed")));
        transactions.asWorker(() -> listener.handle(List.of(afternoonOf(school, 1, School.at("2026-09-08 14:50")))));
        transactions.asWorker(() -> listener.handle(List.of(afternoonOf(school, 2, School.at("2026-09-08 16:00")))));
        assertEquals(List.of("duty-lapsed", "duty-corrected"), endingsOf(school));
        assertEquals(1, count(DUTIES + "state = 'LAPSED' and unfounded and school = 'S-22'"));
    }

    @Test
    void a_roll_call_accepted_after_the_day_was_complete_does_not_end_it_and_the_days_end_lets_it_lapse() {
        School school = owing("S-23");
        Hand.puts(School.at("2026-09-08 15:11"));
        transactions.asWorker(() -> listener.handle(List.of(afternoonOf(school, 1, School.at("2026-09-08 15:10")))));
        assertEquals(List.of(), endingsOf(school));
        school.closesDay("2026-09-08");
        await().until(() -> endingsOf(school).equals(List.of("duty-lapsed")));
    }

    @Test
    void a_closure_declared_after_the_lapse_corrects_it_and_one_taken_back_changes_only_the_record() {
        School school = owing("S-24");
        Hand.puts(ENDED);
        await().until(() -> endingsOf(school).equals(List.of("duty-lapsed")));
        school.closedOn("2026-09-08");
        await().until(() -> endingsOf(school).equals(List.of("duty-lapsed", "duty-corrected")));
        assertEquals(0, count("select count(*) from school where code = 'S-24' and class_day_since is not null"));
        school.closedOn("2026-09-09");
        await().until(() -> endingsOf(school).equals(List.of("duty-lapsed", "duty-corrected", "duty-lapsed")));
        assertEquals(1, count(DUTIES + "revision = 2 and state = 'LAPSED' and unseen and school = 'S-24'"));
    }

    /** A school whose only class has posted the morning and owes the afternoon. */
    private School owing(String code) {
        Hand.puts(School.at("2026-09-08 07:00"));
        School school = School.open(code);
        await().until(() -> count("select count(*) from post where scope = '" + code + "'") == 2);
        school.enrols("1", "child-" + code)
                .calls(school.rollCall("1", "2026-09-08 08:05", 20, List.of("child-" + code)));
        await().until(() -> count("select count(*) from roll_call where school = '" + code + "'") == 1);
        Hand.puts(BEFORE);
        await().until(() -> count("select count(*) from school where code = '" + code
                        + "' and class_day_next_at = '2026-09-08T06:00:00Z'")
                == 1);
        classDays.work(REMINDED, LIMIT);
        assertEquals(
                1,
                count("select count(*) from duty where state = 'OPEN' and rule = 'submit-attendance' and school = '"
                        + code + "'"));
        return school;
    }

    private static IncomingEvent afternoonOf(School school) {
        return afternoonOf(school, 1, School.at("2026-09-08 14:06"));
    }

    private static IncomingEvent afternoonOf(School school, int revision, Instant accepted) {
        var call = school.rollCall("1", "2026-09-08 14:05", 20, List.of("child-" + school.code()));
        call.put("revision", revision);
        call.put("acceptedAt", accepted);
        return new IncomingEvent(
                UUID.randomUUID(),
                "baoxue.attendance.v1",
                0,
                0,
                school.code(),
                "org.baoxue.attendance.roll-call-recorded.v1",
                Instant.EPOCH,
                Json.write(call));
    }

    private static List<String> endingsOf(School school) {
        return Superuser.jdbi().withHandle(handle -> handle.createQuery("""
                        select split_part(type, '.', 4) from outbox
                        where payload::jsonb->>'rule' = 'submit-attendance' and payload::jsonb->>'school' = :school
                          and type ~ 'duty-(done|lapsed|cancelled|corrected)' order by seq
                        """)
                .bind("school", school.code())
                .mapTo(String.class)
                .list());
    }

    private static CompletableFuture<Void> beside(Runnable work) {
        return CompletableFuture.runAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private static boolean somebodyWaits() {
        return count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0;
    }

    private static long count(String sql) {
        return Superuser.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static void awaits(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other thread did not come");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
