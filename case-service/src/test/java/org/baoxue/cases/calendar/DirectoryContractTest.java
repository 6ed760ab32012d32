package org.baoxue.cases.calendar;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

/** Every example that the directory publishes is read. */
class DirectoryContractTest {

    @Test
    void everyExampleOfTheDirectoryIsRead() {
        var examples = ContractCheck.of(Path.of("../agency-directory-service/contracts"))
                .examples();
        assertFalse(examples.isEmpty());
        examples.forEach((file, payload) -> reads(ContractCheck.nameOf(file), payload));
    }

    private static void reads(String name, String payload) {
        switch (name) {
            case "place.v1" ->
                assertNotNull(Json.read(payload, Published.Place.class).code());
            case "organisation.v1" ->
                assertNotNull(Json.read(payload, Published.Organisation.class).zone());
            case "post.v1" ->
                Json.read(payload, Published.Post.class).holders().forEach(holder -> assertNotNull(holder.from()));
            case "calendar.v1" -> {
                var calendar = Json.read(payload, Published.Calendar.class);
                calendar.days().forEach(day -> assertNotNull(day.date()));
                calendar.terms().forEach(term -> assertNotNull(term.from()));
            }
            default -> throw new AssertionError("the ledger does not know " + name + ": read it, or ignore it by name");
        }
    }
}
