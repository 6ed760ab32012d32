package org.baoxue.local.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.baoxue.local.http.Http;
import org.baoxue.local.kafka.Topics;
import org.baoxue.local.keycloak.Machine;
import org.baoxue.local.keycloak.Person;
import org.baoxue.local.keycloak.Tokens;
import org.baoxue.local.process.Await;
import org.baoxue.local.process.Signals;
import org.baoxue.local.process.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the services stand on, started and stopped for real. */
class GroundIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Path data;
    private final Ports ports = Ports.free();
    private final List<ProcessHandle> ran = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    GroundIT(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void what_was_written_survives_a_killed_server_and_a_stop_and_nothing_is_left_running() throws Exception {
        try (var suite = started()) {
            assertEquals(new TreeSet<>(Topics.all()), topics());
            try (var connection = login("attendance_owner");
                    var statement = connection.createStatement()) {
                statement.execute("create table kept (word text)");
                statement.execute("insert into kept values ('保学')");
            }
            killed(suite, "postgres");
            killed(suite, "kafka");
            assertEquals("保学", kept());
            assertEquals(new TreeSet<>(Topics.all()), topics());
            noteWhatRuns(suite);
        }
        assertEquals(List.of(), stillRunning());
        try (var again = started()) {
            assertTrue(again.supervisor().runs("postgres"));
            assertEquals("保学", kept());
            noteWhatRuns(again);
        }
        assertEquals(List.of(), stillRunning());
    }

    @Test
    void a_service_may_only_become_what_it_must_be_and_reads_no_other_database() throws Exception {
        try (var _ = started()) {
            try (var connection = login("attendance");
                    var statement = connection.createStatement()) {
                statement.execute("set role attendance_web");
                statement.execute("set role attendance_worker");
                statement.execute("reset role");
                assertThrows(SQLException.class, () -> statement.execute("set role escalation_web"));
                assertThrows(SQLException.class, () -> statement.execute("create table mine (x int)"));
            }
            assertThrows(
                    SQLException.class, () -> login("attendance", "escalation").close());
        }
    }

    @Test
    void a_second_suite_on_the_same_folder_and_a_taken_port_are_refused_in_one_sentence() {
        try (var _ = started()) {
            var second = assertThrows(Trouble.class, () -> suite(Ports.free()).start());
            assertTrue(second.sentence().contains("./baoxue down"), second.sentence());
            var elsewhere = Layout.of(data.resolve("other"));
            var taken =
                    assertThrows(Trouble.class, () -> new Suite(SuitePlan.ground(elsewhere, ports), said::add).start());
            assertTrue(taken.sentence().contains("--port-offset"), taken.sentence());
        }
    }

    @Test
    void secrets_are_the_owners_alone() throws Exception {
        Secrets.in(data).password("anything");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets"))));
        assertEquals(Secrets.in(data).password("anything"), Secrets.in(data).password("anything"));
    }

    @Test
    void tokens_carry_role_organisation_place_and_person() {
        var plan = new SuitePlan(Layout.of(data), ports, false, true, List.of(), true, false, Map.of());
        try (var suite = new Suite(plan, said::add)) {
            suite.start();
            suite.keycloakAdmin()
                    .add(
                            List.of(Person.ofSchool("office-1", "academic-office", "2153011301", "p-office-1")),
                            suite.userPassword(),
                            List.of(new Machine("school-2153011302", "other", "school-system", "2153011302", "")));
            suite.keycloakAdmin()
                    .addMachine(new Machine("school-2153011301", "secret", "school-system", "2153011301", ""));
            var tokens = new Tokens(new Http(), "http://127.0.0.1:" + ports.keycloak() + "/realms/baoxue");
            var office = Claims.of(tokens.ofPerson("office-1", suite.userPassword()));
            assertEquals("2153011301", office.path("org").asText());
            assertEquals("p-office-1", office.path("person").asText());
            assertTrue(office.at("/realm_access/roles").toString().contains("\"academic-office\""));
            var machine = Claims.of(tokens.ofMachine("school-2153011301", "secret"));
            assertEquals("2153011301", machine.path("org").asText());
            assertTrue(machine.at("/realm_access/roles").toString().contains("\"school-system\""));
            var imported = Claims.of(tokens.ofMachine("school-2153011302", "other"));
            assertEquals("2153011302", imported.path("org").asText());
            assertTrue(imported.at("/realm_access/roles").toString().contains("\"school-system\""));
            var operator = Claims.of(tokens.ofPerson("operator", suite.userPassword()));
            assertFalse(operator.has("org"));
            noteWhatRuns(suite);
        }
        assertEquals(List.of(), stillRunning());
    }

    private Suite suite(Ports with) {
        return new Suite(SuitePlan.ground(Layout.of(data), with), said::add);
    }

    private Suite started() {
        var suite = suite(ports);
        suite.start();
        return suite;
    }

    private void noteWhatRuns(Suite suite) {
        suite.supervisor().children().forEach(child -> ran.add(child.handle()));
    }

    private static void killed(Suite suite, String name) {
        var before = suite.supervisor().children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow()
                .handle();
        before.destroyForcibly();
        Signals.awaitEnd(before, SOON);
        assertTrue(Await.until(() -> suite.supervisor().runs(name), SOON, Duration.ofMillis(50)));
    }

    private String kept() throws SQLException {
        var word = new StringBuilder();
        Await.until(() -> read(word), SOON, Duration.ofMillis(100));
        return word.toString();
    }

    private boolean read(StringBuilder word) {
        try (var connection = login("attendance_owner");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select word from kept")) {
            rows.next();
            word.append(rows.getString(1));
            return true;
        } catch (SQLException starting) {
            return false;
        }
    }

    private Set<String> topics() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.kafka()))) {
            return new TreeSet<>(admin.listTopics().names().get());
        }
    }

    private Connection login(String role) throws SQLException {
        return login(role, "attendance");
    }

    private Connection login(String role, String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database,
                role,
                Secrets.in(data).password("postgres." + role));
    }

    /** Those that a suite ran and that still live. */
    private List<ProcessHandle> stillRunning() {
        return ran.stream().filter(ProcessHandle::isAlive).toList();
    }
}
