package org.baoxue.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.baoxue.testkit.Carriers;
import org.baoxue.testkit.Platform;
import org.junit.jupiter.api.Test;

/** What operators are alarmed by of what is told exists, and has its page in the runbook. */
@QuarkusTest
@WithTestResource(Platform.class)
@WithTestResource(Carriers.class)
class AlertsIT {

    private static final Path ALERTS = Path.of("../deploy/observability/alerts-notification.yaml");
    private static final Path RUNBOOK = Path.of("../docs/operation.md");
    private static final Pattern METRIC = Pattern.compile("\\bbaoxue_[a-z_]+");

    @Test
    void everyMetricOfAnAlertIsExposed() throws IOException {
        var exposed = RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        var wanted = new TreeSet<String>();
        for (var rule : rules()) {
            METRIC.matcher(rule.path("expr").asText())
                    .results()
                    .map(MatchResult::group)
                    .forEach(wanted::add);
        }
        assertFalse(wanted.isEmpty());
        wanted.removeAll(exposed);
        assertEquals(new TreeSet<>(), wanted);
    }

    @Test
    void everyAlertSaysWhatItMeansAndHasItsHeadingInTheRunbook() throws IOException {
        var headings = Files.readAllLines(RUNBOOK).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .collect(Collectors.toSet());
        for (var rule : rules()) {
            var name = rule.path("alert").asText();
            assertTrue(headings.contains(name), name);
            assertEquals(
                    "docs/operation.md#" + name.toLowerCase(Locale.ROOT),
                    rule.at("/annotations/runbook").asText());
            assertFalse(rule.at("/annotations/summary").asText().isBlank(), name);
            assertFalse(rule.at("/annotations/description").asText().isBlank(), name);
            assertTrue(
                    List.of("warning", "critical")
                            .contains(rule.at("/labels/severity").asText()),
                    name);
        }
    }

    private static List<JsonNode> rules() throws IOException {
        var rules = new ArrayList<JsonNode>();
        new YAMLMapper().readTree(ALERTS.toFile()).path("groups").forEach(group -> group.path("rules")
                .forEach(rules::add));
        return rules;
    }
}
