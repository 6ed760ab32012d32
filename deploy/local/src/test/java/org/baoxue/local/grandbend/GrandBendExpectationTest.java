package org.baoxue.local.grandbend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.baoxue.local.grandbend.Year.Event;
import org.junit.jupiter.api.Test;

/**
 * The Ed-Fi sample year against the committed expectation, which the demo compares itself to. After a wilful change of a
 * reading write it anew: {@code -Dgrandbend.write=true}.
 */
class GrandBendExpectationTest {
    private static final Path COMMITTED = Path.of("src/main/resources/grand-bend/expected.json");

    private final ObjectMapper json = new ObjectMapper();
    private final Year year = Year.read();

    @Test
    void the_year_gives_what_the_committed_file_says() throws IOException {
        JsonNode reckoned = Expectation.of(year);
        if (Boolean.getBoolean("grandbend.write")) {
            Files.writeString(COMMITTED, reckoned.toPrettyString() + "\n");
        }
        assertEquals(json.readTree(Files.readString(COMMITTED)).toPrettyString(), reckoned.toPrettyString());
    }

    @Test
    void every_event_of_the_file_is_there() {
        assertEquals(1917, year.events().size());
        assertEquals(227, year.events().stream().map(Event::student).distinct().count());
        assertEquals(
                773,
                year.events().stream()
                        .filter(event -> event.mark() == Year.Mark.ABSENT)
                        .count());
        assertEquals(6, year.sessions().size());
    }

    @Test
    void every_unexcused_absence_lies_in_exactly_one_spell() {
        assertEquals(
                773,
                Spells.of(year).stream().mapToInt(Spells.Spell::absentMarks).sum());
    }

    @Test
    void the_order_of_two_events_for_one_child_and_day_changes_nothing() {
        List<Event> reversed = new ArrayList<>(year.events());
        Collections.reverse(reversed);
        assertEquals(Spells.of(year), Spells.of(new Year(reversed, year.sessions())));
    }

    @Test
    void another_reading_would_be_noticed() {
        List<Event> excusedToo = year.events().stream()
                .map(event -> new Event(
                        event.line(),
                        event.student(),
                        event.school(),
                        event.date(),
                        event.category().replace("Excused Absence", "Unexcused Absence")))
                .toList();
        assertNotEquals(
                Expectation.of(year).get("spells"),
                Expectation.of(new Year(excusedToo, year.sessions())).get("spells"));
    }
}
