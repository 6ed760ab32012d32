package org.baoxue.escalation.directory;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.baoxue.kit.event.Json;
import org.baoxue.testkit.ContractCheck;
import org.junit.jupiter.api.Test;

/** We read every example that the directory publishes. */
class ExamplesTest {
    private static final Map<String, Class<?>> SHAPES = Map.of(
            "place.v1", Shapes.Place.class,
            "organisation.v1", Shapes.Organisation.class,
            "post.v1", Shapes.Post.class,
            "calendar.v1", Shapes.Calendar.class);

    @Test
    void every_example_of_the_directory_is_read() {
        ContractCheck.of(Path.of("../agency-directory-service/contracts"))
                .examples()
                .forEach((file, payload) -> assertFalse(
                        Json.read(
                                        payload,
                                        Optional.ofNullable(SHAPES.get(ContractCheck.nameOf(file)))
                                                .orElseThrow())
                                .toString()
                                .isEmpty(),
                        file));
    }
}
