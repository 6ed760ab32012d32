package org.baoxue.testkit;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds the service's OpenAPI document against the committed one. */
public final class OpenApiDrift {

    private OpenApiDrift() {}

    /** Fails when they differ; with {@code -Dbaoxue.openapi.write=true} writes the file instead. */
    public static void check(Path committed) {
        var now = RestAssured.get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .strip() + "\n";
        try {
            if (Boolean.getBoolean("baoxue.openapi.write")) {
                Files.writeString(committed, now);
            }
            if (!Files.exists(committed) || !Files.readString(committed).equals(now)) {
                throw new AssertionError(committed
                        + " is not what the code says: run this test with -Dbaoxue.openapi.write=true and commit it");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
