package org.baoxue.local.demo;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What people must have been told of one child, no more and no less: how often each "rule occasion audience". The class
 * teacher calls the roll in this story and is therefore not told of the absence itself.
 */
final class Told {
    private static final List<String> DAY = List.of(
            "contact-guardian opened guardian",
            "report-absence-list opened academic-office",
            "verify-same-day opened academic-office");
    private static final List<String> ALERT_INSIDE = List.of(
            "suspected-dropout fired class-teacher",
            "suspected-dropout fired academic-office",
            "suspected-dropout fired guardian",
            "inform-principal opened principal",
            "home-visit opened assigned-teacher");
    private static final List<String> ALERT_OUTSIDE = List.of(
            "suspected-dropout fired township-officer",
            "suspected-dropout fired county-bureau",
            "joint-persuasion opened township-officer",
            "joint-persuasion opened village-cadre",
            "township-report done township-officer");
    private static final List<String> FORMAL_REPORT =
            List.of("formal-report done township-officer", "formal-report done county-bureau");

    private final Map<String, Integer> lines = new TreeMap<>();

    private Told() {}

    static Told nobody() {
        return new Told();
    }

    /** On so many days a message home, the office's list and its verification. */
    static Told onDays(int days) {
        return nobody().and(days, DAY);
    }

    /** The alerts inside and outside the school, and the report that the principal signs. */
    Told onDayThree() {
        return and(1, ALERT_INSIDE).and(1, ALERT_OUTSIDE);
    }

    Told onDaySeven() {
        return and(1, FORMAL_REPORT);
    }

    Told and(int times, String line) {
        return and(times, List.of(line));
    }

    /** All who were told until now hear once that it was wrong. */
    Told andCorrected() {
        Map.copyOf(lines).forEach((line, times) -> lines.merge(corrected(line), times, Integer::sum));
        return this;
    }

    Map<String, Integer> lines() {
        return Collections.unmodifiableMap(lines);
    }

    private Told and(int times, List<String> more) {
        if (times > 0) {
            more.forEach(line -> lines.merge(line, times, Integer::sum));
        }
        return this;
    }

    private static String corrected(String line) {
        var words = line.split(" ", -1);
        return words[0] + " corrected " + words[2];
    }
}
