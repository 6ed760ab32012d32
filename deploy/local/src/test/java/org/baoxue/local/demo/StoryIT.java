package org.baoxue.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a roll call posted over REST to what a family, a school and a township receive. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StoryIT {
    @Test
    void every_known_child_gets_what_it_must_and_nobody_hears_twice() {
        var story = Undisturbed.story();
        assertEquals("", String.join("\n", story.wrong()));
        assertEquals("", String.join("\n", story.faults()));
        assertTrue(
                story.outcome().table().path("marks").asInt() > 3000,
                story.outcome().table()::toString);
        assertTrue(
                story.outcome().table().at("/reports/signed").asInt() >= 4,
                story.outcome().table()::toString);
    }
}
