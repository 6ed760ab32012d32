package org.baoxue.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MishapsTest {
    private final CountDownLatch failing = new CountDownLatch(1);
    private final Mishaps mishaps = new Mishaps(1);

    @Test
    void a_mishap_that_fails_in_whatever_way_fails_the_test() throws InterruptedException {
        var broken = new NoClassDefFoundError("of a mishap");
        mishaps.later(Duration.ZERO, () -> fail(broken));
        assertTrue(failing.await(1, TimeUnit.MINUTES));

        var told = assertThrows(AssertionError.class, mishaps::close);
        assertSame(broken, told.getCause());
    }

    @Test
    void the_failure_of_the_story_is_told_first_and_that_of_the_mishap_beside_it() {
        var story = new IllegalStateException("the story broke off");
        var told = assertThrows(IllegalStateException.class, () -> {
            try (mishaps;
                    var _ = mishaps.every(Duration.ofDays(1), () -> fail(new AssertionError("of a mishap")))) {
                assertTrue(failing.await(1, TimeUnit.MINUTES));
                throw story;
            }
        });
        assertEquals("a mishap itself failed", told.getSuppressed()[0].getMessage());
    }

    private void fail(Error how) {
        failing.countDown();
        throw how;
    }
}
