package org.baoxue.cases;

import java.time.Instant;
import org.baoxue.testkit.Hand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What happens to one child's entry, which day 3 has opened; everything published on the way fits its schema. */
abstract class EntryStory {

    final Heard heard = new Heard();
    final Pupil ana = Pupil.of(Town.SCHOOL);

    @BeforeEach
    void anEntry() {
        Town.exists();
        Hand.puts(Instant.parse("2026-09-10T08:00:00Z"));
        Rules.fires(ana);
    }

    @AfterEach
    void everythingPublishedFitsItsSchema() {
        try (heard) {
            heard.everythingFits();
        }
    }
}
