package org.baoxue.attendance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever pastes the page for developers from top to bottom gets through. */
@QuarkusTest
@WithTestResource(Platform.class)
class ReadmeIT {

    private static final String SCHOOL = "2153011301";
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh$(.*?)^```$");
    private static final Map<String, String> ROSTER =
            Map.of("classes.csv", """
            sourcedId,title,grades,classType,schoolSourcedId
            2153011301-0801,八年级1班,08,homeroom,2153011301
            """, "enrollments.csv", """
            classSourcedId,schoolSourcedId,userSourcedId,role,beginDate
            2153011301-0801,2153011301,S-080101,student,2026-09-01
            """, "users.csv", """
            sourcedId,givenName,familyName,grades
            S-080101,小云,李,08
            """);

    @Test
    void every_command_of_the_page_is_taken(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Stream.of("bash", "curl").allMatch(ReadmeIT::isThere), "bash and curl are not installed here");
        Hand.puts(Instant.parse("2026-10-14T00:10:00Z"));
        SchoolFixture.opens(SCHOOL);
        for (var file : ROSTER.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        zip(folder.resolve("roster.zip"));
        var token = Files.writeString(
                folder.resolve("baoxue"),
                "#!/bin/sh\necho " + Tokens.ofSchool("school-system", "client", SCHOOL) + "\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rwx------"));

        var said = run(folder, commands());
        assertThat(said.status()).as(said.text()).isZero();

        var office = new SchoolFixture(SCHOOL, "530113001");
        office.office()
                .get("/v1/classes/2153011301-0709/roll-calls/2026-10-12/AM")
                .then()
                .body("revision", equalTo(2));
        office.office().get("/v1/students/S-070902/leaves").then().body("items[0].to", equalTo("2026-10-14"));
        office.office().get("/v1/students/S-070901/concerns").then().body("items", hasSize(1));
        office.office().get("/v1/students/S-080101").then().statusCode(200);
    }

    /** All of the page, one after the other; only where the service is, is another place. */
    private static String commands() throws IOException {
        var page = Files.readString(Path.of("README.md"));
        return COMMANDS.matcher(page)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"))
                .replace("API=http://localhost:8081", "API=" + RestAssured.baseURI + ":" + RestAssured.port);
    }

    private record Said(int status, String text) {}

    private static Said run(Path folder, String commands) throws IOException, InterruptedException {
        var script = Files.writeString(
                folder.resolve("page.sh"),
                "set -euo pipefail\ncurl() { command curl -sS --fail-with-body \"$@\"; }\n" + commands);
        var output = folder.resolve("output.txt");
        var process = new ProcessBuilder(List.of("bash", script.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("ends by itself")
                    .isTrue();
            return new Said(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void zip(Path file) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : ROSTER.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private static boolean isThere(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
