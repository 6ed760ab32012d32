package org.baoxue.local.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.baoxue.local.postgres.PostgresServer;
import org.baoxue.local.postgres.ServiceDatabases;
import org.baoxue.local.process.Await;
import org.baoxue.local.suite.Service;

/** The clock's database is lost with everything in it. What is told anew from the topics is what there was, and nothing is said. */
final class Rebuilding {
    private static final String KNOWN_AT = "{known_at}";

    /**
     * Without what is of the database itself: numbers of rows, when it learned of them, when to look next at a school, and words
     * that are nowhere published.
     */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("spell", ""),
            Map.entry("firing", ""),
            Map.entry("duty", "{ended_known_at,why_no}"),
            Map.entry(
                    "(select id, coalesce(d.why, w.why) as why from duty d left join duty_why w on w.no = d.why_no)",
                    ""),
            Map.entry("duty_evidence", "{id,note,whom,visitors}"),
            Map.entry("duty_assignment", "{id,why}"),
            Map.entry("verification", ""),
            Map.entry("unregistered", ""),
            Map.entry("week_list", ""),
            Map.entry("concern", ""),
            Map.entry("policy", "{n}"),
            Map.entry("policy_published", ""),
            Map.entry("outage", ""),
            Map.entry("calendar", KNOWN_AT),
            Map.entry("child", "{known_at,only_lapses_calendars}"),
            Map.entry("child_class", KNOWN_AT),
            Map.entry("enrolment_change", KNOWN_AT),
            Map.entry("leave_fact", KNOWN_AT),
            Map.entry("roll_call", KNOWN_AT),
            Map.entry("day_close", KNOWN_AT),
            Map.entry("school", "{class_day,class_day_next_at,class_day_since,known_at,term_next_at,week_next_at}"));

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final int SHOWN = 5;

    private final Stage stage;
    private final PostgresServer server;

    Rebuilding(Stage stage) {
        this.stage = stage;
        this.server = stage.postgres();
    }

    /** @param settle waits until nobody has anything left to do */
    List<String> differences(Runnable settle) {
        settle.run();
        var before = tables();
        var kafka = "127.0.0.1:" + stage.ports().kafka();
        var published = Published.ends(kafka);
        long offset = number("select offset_us from suite_clock");
        lose();
        stage.kill(Service.ESCALATION.folder());
        // the hand on the clock is in the database as well: it is put back before the service can look at it
        assertTrue(Await.until(() -> set("update suite_clock set offset_us = " + offset), LIMIT, PAUSE));
        assertTrue(Await.until(() -> number("select count(*) from state_is_whole") == 1, LIMIT, PAUSE));
        settle.run();
        var differences = new ArrayList<String>();
        compare(before, tables(), differences);
        Published.since(kafka, published).stream()
                .limit(SHOWN)
                .forEach(said -> differences.add("said while the state was told anew: " + said));
        Stage.say("the clock's database was lost, and told anew: " + differences.size() + " differences");
        return differences;
    }

    private void lose() {
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("drop database " + Service.ESCALATION.database() + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        ServiceDatabases.create(server, stage.suite().secrets());
    }

    private static void compare(
            Map<String, List<String>> before, Map<String, List<String>> after, List<String> differences) {
        before.forEach((table, rows) -> {
            var rowsAfter = after.getOrDefault(table, List.of());
            var lost = new TreeSet<>(rows);
            var found = new TreeSet<>(rowsAfter);
            lost.removeAll(rowsAfter);
            found.removeAll(rows);
            lost.stream().limit(SHOWN).forEach(row -> differences.add(table + " lost " + row));
            found.stream().limit(SHOWN).forEach(row -> differences.add(table + " now " + row));
        });
    }

    private Map<String, List<String>> tables() {
        var tables = new TreeMap<String, List<String>>();
        try (var connection = connect()) {
            for (var table : TABLES.entrySet()) {
                var rows = new ArrayList<String>();
                try (var statement = connection.createStatement();
                        var result = statement.executeQuery("select to_jsonb(t) - '" + without(table.getValue())
                                + "'::text[] from " + table.getKey() + " t order by 1")) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
                tables.put(table.getKey(), rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return tables;
    }

    private static String without(String columns) {
        return columns.isEmpty() ? "{}" : columns;
    }

    private long number(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : -1;
        } catch (SQLException notYet) {
            return -1;
        }
    }

    private boolean set(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql) == 1;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        return server.connect(Service.ESCALATION.database());
    }
}
