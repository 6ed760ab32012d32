package org.baoxue.escalation;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.baoxue.testkit.EventProbe;
import org.baoxue.testkit.EventProbe.Seen;
import org.baoxue.testkit.Hand;
import org.baoxue.testkit.Platform;
import org.baoxue.testkit.Superuser;
import org.baoxue.testkit.Tokens;
import org.junit.jupiter.api.Test;

/** What operators are alarmed by exists, has the value it should have after real work, and has its page in the runbook. */
@QuarkusTest
@WithTestResource(Platform.class)
class AlertsIT {
    private static final Path ALERTS = Path.of("../deploy/observability/alerts.yaml");
    private static final Path RUNBOOK = Path.of("../docs/operation.md");
    private static final Pattern METRIC = Pattern.compile("\\bbaoxue_[a-z_]+");
    private static final Pattern PERSONAL = Pattern.compile("S-A|student|child=|school=|class=|\"ying\"");

    @Test
    void every_metric_of_an_alert_is_exposed_after_real_work() {
        aDutyLapses();
        var exposed = metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        var wanted = new TreeSet<String>();
        for (JsonNode rule : rules()) {
            METRIC.matcher(rule.path("expr").asText())
                    .results()
                    .map(MatchResult::group)
                    .forEach(wanted::add);
        }
        assertTrue(wanted.size() > 10, wanted.toString());
        wanted.removeAll(exposed);
        assertEquals(new TreeSet<>(), wanted);
    }

    @Test
    void every_alert_says_what_it_means_and_has_its_heading_in_the_runbook() throws IOException {
        var headings = Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var missing = new ArrayList<String>();
        for (JsonNode rule : rules()) {
            var name = rule.path("alert").asText();
            var anchor = "docs/operation.md#" + name.toLowerCase(Locale.ROOT);
            if (!headings.contains(name.toLowerCase(Locale.ROOT))
                    || !rule.at("/annotations/runbook").asText().equals(anchor)
                    || rule.at("/annotations/summary").asText().isBlank()
                    || rule.at("/annotations/description").asText().isBlank()
                    || !List.of("warning", "critical")
                            .contains(rule.at("/labels/severity").asText())) {
                missing.add(name);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void decisions_and_lateness_are_counted_by_rule_and_speak_of_nobody() {
        double opened = value("baoxue_decisions_total{kind=\"opened\",rule=\"contact-guardian\"");
        double lapsed = value("baoxue_decisions_total{kind=\"lapsed\",rule=\"contact-guardian\"");
        double late = value("baoxue_lateness_seconds_count{rule=\"contact-guardian\",what=\"lapsed\"");
        aDutyLapses();
        assertEquals(opened + 1, value("baoxue_decisions_total{kind=\"opened\",rule=\"contact-guardian\""));
        assertEquals(lapsed + 1, value("baoxue_decisions_total{kind=\"lapsed\",rule=\"contact-guardian\""));
        assertEquals(late + 1, value("baoxue_lateness_seconds_count{rule=\"contact-guardian\",what=\"lapsed\""));
        var ofIt = "baoxue_lateness_seconds_bucket{rule=\"contact-guardian\",what=\"lapsed\",le=\"%s\"";
        assertTrue(value(ofIt.formatted("0.25")) <= value(ofIt.formatted("300.0")));
        assertEquals(late + 1, value(ofIt.formatted("+Inf")));
        assertTrue(value("baoxue_lateness_seconds_sum{rule=\"contact-guardian\",what=\"lapsed\"") >= 0);
        var ours = metrics().lines().filter(line -> line.startsWith("baoxue_")).collect(Collectors.joining("\n"));
        assertFalse(PERSONAL.matcher(ours).find(), ours);
    }

    @Test
    void the_statements_of_the_runbook_can_be_run() throws IOException {
        var statements = Pattern.compile("(?s)```sql\n(.*?)```")
                .matcher(Files.readString(RUNBOOK))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertFalse(statements.isEmpty());
        statements.forEach(statement -> Superuser.jdbi()
                .useHandle(handle -> handle.createQuery(statement).mapToMap().list()));
    }

    @Test
    void the_requests_of_the_runbook_are_answered() throws IOException, InterruptedException {
        var requests = Pattern.compile("(?s)```sh\n(curl.*?)```")
                .matcher(Files.readString(RUNBOOK))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());
        var shell = new ProcessBuilder(
                "bash", "-c", "curl() { command curl -s -o /dev/null -w '%{http_code}\\n' \"$@\"; }\n" + requests);
        shell.environment().put("TOKEN", Tokens.of("operator"));
        shell.environment().put("SERVICE", "http://localhost:" + RestAssured.port);
        var running = shell.start();
        var answers = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        running.waitFor();
        // listed, paused, resumed; listed, none with this number, nothing to replay
        assertEquals(
                List.of("200", "200", "200", "200", "404", "200"),
                answers.lines().toList());
    }

    private static int made;

    /** A child is missed, and nobody calls home in time. */
    private static void aDutyLapses() {
        var student = "ying-" + ++made;
        try (var escalation = EventProbe.of("baoxue.escalation.v1")) {
            Hand.puts(School.at("2026-09-0%d 07:00".formatted(made)));
            var school = School.open("S-A" + made);
            school.enrols("1", student);
            Hand.puts(School.at("2026-09-0%d 08:06".formatted(made)));
            school.calls(school.rollCall("1", "2026-09-0%d 08:05".formatted(made), 20, List.of(student)));
            escalation.await(seen -> is(seen, "duty-opened", student));
            Hand.puts(School.at("2026-09-0%d 09:10".formatted(made)));
            escalation.await(seen -> is(seen, "duty-lapsed", student));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> value("baoxue_decisions_total{kind=\"lapsed\",rule=\"contact-guardian\"") >= made);
    }

    private static boolean is(Seen seen, String name, String student) {
        return seen.type().equals("org.baoxue.escalation." + name + ".v1")
                && seen.text("rule").equals("contact-guardian")
                && seen.text("student").equals(student);
    }

    /** Of the one line that begins so; 0 where there is none yet. */
    private static double value(String metric) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(metric))
                // an exemplar may stand behind the value
                .map(line -> line.replaceFirst(" # .*", ""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String metrics() {
        return RestAssured.get("/q/metrics").asString();
    }

    private static List<JsonNode> rules() {
        try {
            var rules = new ArrayList<JsonNode>();
            new YAMLMapper().readTree(ALERTS.toFile()).path("groups").forEach(group -> group.path("rules")
                    .forEach(rules::add));
            return rules;
        } catch (IOException unreadable) {
            throw new AssertionError(ALERTS.toString(), unreadable);
        }
    }
}
