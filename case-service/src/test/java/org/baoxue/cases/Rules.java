package org.baoxue.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.baoxue.testkit.EventProbe;

/** Says what the escalation service says. */
final class Rules {

    static final String TOPIC = "baoxue.escalation.v1";
    static final String[] THREE_DAYS = {"2026-09-07", "2026-09-08", "2026-09-09"};

    private Rules() {}

    static String firing(Pupil pupil) {
        return "firing-" + pupil.student();
    }

    static String duty(Pupil pupil, String rule) {
        return rule + "-" + pupil.student();
    }

    static void fires(Pupil pupil) {
        fires(pupil, pupil.spell(), firing(pupil), 1, THREE_DAYS);
    }

    /** A day with a trailing question mark is presumed. */
    static void fires(Pupil pupil, String spell, String firing, int revision, String... days) {
        tell(
                pupil,
                "rule-fired",
                Body.with(
                        pupil.codes(),
                        "firing",
                        firing,
                        "spell",
                        spell,
                        "rule",
                        "suspected-dropout",
                        "day",
                        3,
                        "revision",
                        revision,
                        "firedAt",
                        "2026-09-09T07:00:00Z",
                        "dueAt",
                        "2026-09-09T07:00:00Z",
                        "late",
                        false,
                        "unwatermarked",
                        false,
                        "days",
                        days(days),
                        "why",
                        why(days)));
    }

    static void withdraws(Pupil pupil, String firing) {
        tell(
                pupil,
                "rule-withdrawn",
                Body.with(
                        pupil.codes(),
                        "firing",
                        firing,
                        "spell",
                        pupil.spell(),
                        "rule",
                        "suspected-dropout",
                        "revision",
                        1,
                        "at",
                        "2026-09-10T02:00:00Z",
                        "reason",
                        "CORRECTED"));
    }

    static void opensDuty(Pupil pupil, String rule) {
        opensDuty(pupil, rule, pupil.spell(), duty(pupil, rule), THREE_DAYS);
    }

    static void opensDuty(Pupil pupil, String rule, String spell, String duty, String... days) {
        tell(
                pupil,
                "duty-opened",
                Body.with(
                        pupil.codes(),
                        "duty",
                        duty,
                        "rule",
                        rule,
                        "subject",
                        Map.of("kind", "SPELL", "id", spell),
                        "date",
                        "2026-09-09",
                        "day",
                        3,
                        "revision",
                        1,
                        "unverified",
                        Arrays.stream(days).anyMatch(day -> day.endsWith("?")),
                        "owner",
                        Map.of("post", "principal", "scope", pupil.school()),
                        "openedAt",
                        "2026-09-09T07:00:00Z",
                        "dueAt",
                        "2026-09-10T04:00:00Z",
                        "late",
                        false,
                        "tell",
                        List.of(),
                        "why",
                        why(days)));
    }

    static String termStart(Pupil pupil) {
        return pupil.student() + "/" + pupil.school() + "/2026-09-01";
    }

    /** The child has not come since the term began. */
    static void lists(Pupil pupil) {
        tell(pupil, "unregistered-listed", ofTermStart(pupil));
    }

    static void endsListing(Pupil pupil, String ending, String on) {
        var body = ofTermStart(pupil);
        body.put("ending", ending);
        body.put("endedOn", on);
        body.put("at", on + "T00:06:00Z");
        tell(pupil, "unregistered-ended", body);
    }

    private static Map<String, Object> ofTermStart(Pupil pupil) {
        return Body.with(
                pupil.codes(),
                "subject",
                Map.of("kind", "TERM_START", "id", termStart(pupil)),
                "term",
                "2026-09-01",
                "openedOn",
                "2026-09-01",
                "at",
                "2026-09-01T07:30:00Z");
    }

    /** A week after the term's start, although no absence was marked. */
    static void opensUnregisteredReport(Pupil pupil) {
        tell(
                pupil,
                "duty-opened",
                Body.with(
                        pupil.codes(),
                        "duty",
                        duty(pupil, "unregistered-report"),
                        "rule",
                        "unregistered-report",
                        "subject",
                        Map.of("kind", "TERM_START", "id", termStart(pupil)),
                        "date",
                        "2026-09-08",
                        "revision",
                        1,
                        "owner",
                        Map.of("post", "principal", "scope", pupil.school()),
                        "openedAt",
                        "2026-09-08T07:30:00Z",
                        "dueAt",
                        "2026-09-09T04:00:00Z",
                        "late",
                        false,
                        "tell",
                        List.of(),
                        "why",
                        Body.with(why(), "facts", List.of("NOT SEEN SINCE 2026-09-01", "NO ABSENCE MARKED"))));
    }

    /** What was owed and told was wrong. */
    static void cancelsDuty(Pupil pupil, String rule, String reason) {
        cancelsDuty(pupil, rule, reason, true);
    }

    static void cancelsDuty(Pupil pupil, String rule, String reason, boolean wrong) {
        tell(
                pupil,
                "duty-cancelled",
                Body.with(
                        pupil.codes(),
                        "duty",
                        duty(pupil, rule),
                        "rule",
                        rule,
                        "at",
                        "2026-09-10T02:00:00Z",
                        "reason",
                        reason,
                        "tellCorrection",
                        wrong));
    }

    static void absenceBegins(Pupil pupil, String spell, String on) {
        tell(
                pupil,
                "spell-opened",
                Body.with(
                        pupil.codes(),
                        "spell",
                        spell,
                        "openedAt",
                        on + "T00:05:00Z",
                        "openedOn",
                        on,
                        "openedSession",
                        "AM",
                        "at",
                        on + "T00:06:00Z"));
    }

    static void absenceEnds(Pupil pupil, String spell, String ending, String on) {
        tell(
                pupil,
                "spell-ended",
                Body.with(
                        pupil.codes(),
                        "spell",
                        spell,
                        "openedOn",
                        "2026-09-07",
                        "ending",
                        ending,
                        "endedOn",
                        on,
                        "at",
                        on + "T00:06:00Z"));
    }

    static void tell(Pupil pupil, String name, Map<String, Object> body) {
        EventProbe.publish(TOPIC, pupil.student(), "org.baoxue.escalation." + name + ".v1", body);
    }

    static List<Map<String, Object>> days(String... days) {
        return Arrays.stream(days)
                .map(day -> Body.of("date", day.replace("?", ""), "kind", day.endsWith("?") ? "PRESUMED" : "CONFIRMED"))
                .toList();
    }

    private static Map<String, Object> why(String... days) {
        return Body.of(
                "policy", Map.of("place", "CN", "from", "2026-01-01", "version", 1),
                "clause", "B 三(三)1",
                "facts", List.of(),
                "days", days(days),
                "text", Map.of("zh", "三天", "en", "three days"));
    }
}
