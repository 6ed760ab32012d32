package org.baoxue.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Counts what the suite published. */
final class Tally {
    /** How long word of a duty's ending is waited for; a lapse that comes after it is dated to when the duty was due. */
    private static final Duration LAPSE_WAIT = Duration.ofMinutes(2);

    private record Spell(
            String student, String school, Instant openedAt, String openedOn, String ending, String endedOn) {

        Spell moved(Instant at, String on) {
            return new Spell(student, school, at, on, "OPEN", "");
        }

        Spell ended(String how, String on) {
            return new Spell(student, school, openedAt, openedOn, how, on);
        }
    }

    private record Duty(String rule, Instant dueAt, boolean late, String ending) {}

    private record Firing(String student, String rule, boolean late) {}

    private record Notice(String about, String audience, String rule, String occasion, boolean reached) {}

    private final Map<String, Integer> marks = new HashMap<>();
    private final Map<String, Spell> spells = new LinkedHashMap<>();
    private final Map<String, Duty> duties = new LinkedHashMap<>();
    private final Map<String, Firing> firings = new LinkedHashMap<>();
    private final Map<String, Notice> notices = new LinkedHashMap<>();
    private final Set<String> cases = new HashSet<>();
    private final Set<String> drafted = new HashSet<>();
    private final Set<String> signed = new HashSet<>();
    private final NavigableMap<Instant, Late> latestOfDue = new TreeMap<>();

    void count(Event event) {
        switch (event.family()) {
            case "attendance" -> attendance(event);
            case "escalation" -> escalation(event);
            case "case" -> ledger(event);
            case "notification" -> notice(event);
            default -> {
                // roster, directory and platform say nothing that is counted
            }
        }
    }

    /** A roll call counts with what it says last. */
    private void attendance(Event event) {
        if (event.name().equals("roll-call-recorded")) {
            int said = 0;
            for (var list : List.of("present", "late", "absent", "leave")) {
                said += event.payload().path(list).size();
            }
            marks.put(event.text("class") + " " + event.text("date") + " " + event.text("session"), said);
        }
    }

    private void escalation(Event event) {
        switch (event.name()) {
            case "spell-opened" ->
                spells.put(
                        event.text("spell"),
                        new Spell(
                                event.text("student"),
                                event.text("school"),
                                event.instant("openedAt"),
                                event.text("openedOn"),
                                "OPEN",
                                ""));
            case "spell-moved" ->
                spells.computeIfPresent(
                        event.text("spell"),
                        (_, spell) -> spell.moved(event.instant("openedAt"), event.text("openedOn")));
            case "spell-ended" ->
                spells.computeIfPresent(
                        event.text("spell"), (_, spell) -> spell.ended(event.text("ending"), event.text("endedOn")));
            case "rule-fired" -> fired(event);
            case "rule-withdrawn" -> firings.remove(event.text("firing"));
            case "duty-opened" -> opened(event);
            case "duty-moved" ->
                duties.computeIfPresent(
                        event.text("duty"),
                        (_, duty) -> new Duty(duty.rule(), event.instant("dueAt"), isLate(event), duty.ending()));
            case "duty-done" -> ended(event, "DONE");
            case "duty-cancelled" -> ended(event, "CANCELLED");
            case "duty-lapsed" -> lapsed(event);
            default -> {
                // evidence, tellings and policies are no endings
            }
        }
    }

    private void fired(Event event) {
        firings.put(event.text("firing"), new Firing(event.text("student"), event.text("rule"), isLate(event)));
        if (!isLate(event)) {
            lateness("firing of " + event.text("rule"), event.instant("dueAt"), event.instant("firedAt"));
        }
    }

    private void opened(Event event) {
        duties.put(event.text("duty"), new Duty(event.text("rule"), event.instant("dueAt"), isLate(event), "OPEN"));
    }

    /** The suite says of itself that it came to it too late. */
    private static boolean isLate(Event event) {
        return event.payload().path("late").asBoolean();
    }

    private void lapsed(Event event) {
        var duty = duties.get(event.text("duty"));
        boolean unseen = event.payload().path("unseen").asBoolean();
        if (duty != null && !unseen) {
            boolean waitedFor = event.instant("at").equals(duty.dueAt());
            var foreseen = waitedFor ? duty.dueAt().plus(LAPSE_WAIT) : duty.dueAt();
            lateness("lapse of " + duty.rule(), foreseen, event.at());
        }
        ended(event, unseen ? "LAPSED_UNSEEN" : "LAPSED");
    }

    private void ended(Event event, String ending) {
        var rule = event.text("rule");
        var before = duties.get(event.text("duty"));
        var due = before == null ? event.at() : before.dueAt();
        duties.put(event.text("duty"), new Duty(rule, due, before != null && before.late(), ending));
    }

    private void ledger(Event event) {
        switch (event.name()) {
            case "case-opened" -> cases.add(event.text("case"));
            case "opened-in-error" -> cases.remove(event.text("case"));
            case "report-drafted" -> drafted.add(event.text("report"));
            case "report-signed" -> signed.add(event.text("report"));
            default -> {
                // the rest of a case's history
            }
        }
    }

    /** A notice is about a child; one that is about a whole class goes to its teacher or names the class. */
    private void notice(Event event) {
        var audience = event.payload().path("audience");
        var about = event.text("student").isEmpty() ? event.text("class") : event.text("student");
        notices.put(
                event.text("notice"),
                new Notice(
                        about,
                        audience.path("post").asText(),
                        event.text("rule"),
                        event.text("occasion"),
                        !event.name().equals("notice-failed") && !event.name().equals("notice-unclear")));
        if (event.is("notification", "notice-accepted") && event.payload().has("dueAt")) {
            lateness("notice of " + event.text("rule"), event.instant("dueAt"), event.instant("at"));
        }
    }

    private void lateness(String what, Instant due, Instant done) {
        latestOfDue.merge(due, new Late(what, due, Duration.between(due, done)), Late::later);
    }

    int marks() {
        return marks.values().stream().mapToInt(Integer::intValue).sum();
    }

    int spells() {
        return spells.size();
    }

    Map<String, Integer> endings() {
        var counts = new LinkedHashMap<String, Integer>();
        List.of("RETURNED", "EXCUSED", "WITHDRAWN", "LEFT", "OPEN").forEach(ending -> counts.put(ending, 0));
        spells.values().forEach(spell -> counts.merge(spell.ending(), 1, Integer::sum));
        return counts;
    }

    Map<String, Integer> fired() {
        return counted(firings.values().stream().map(Firing::rule).toList());
    }

    Map<String, Integer> duties() {
        return counted(duties.values().stream().map(Duty::ending).toList());
    }

    Map<String, Map<String, Integer>> dutiesByRule() {
        var counts = new TreeMap<String, Map<String, Integer>>();
        duties.values().forEach(duty -> counts.computeIfAbsent(duty.rule(), _ -> new TreeMap<>())
                .merge(duty.ending(), 1, Integer::sum));
        return counts;
    }

    Map<String, Integer> notices() {
        return counted(notices.values().stream().map(Notice::audience).toList());
    }

    Map<String, Map<String, Integer>> noticesByRule() {
        var counts = new TreeMap<String, Map<String, Integer>>();
        notices.values().forEach(notice -> counts.computeIfAbsent(notice.rule(), _ -> new TreeMap<>())
                .merge(notice.audience(), 1, Integer::sum));
        return counts;
    }

    int cases() {
        return cases.size();
    }

    Map<String, Integer> reports() {
        return new LinkedHashMap<>(new TreeMap<>(Map.of("drafted", drafted.size(), "signed", signed.size())));
    }

    Late latest() {
        return latestOf(latestOfDue);
    }

    /** Of what fell due after one time and until another. */
    Late latest(Instant after, Instant until) {
        return latestOf(latestOfDue.subMap(after, false, until, true));
    }

    private static Late latestOf(Map<Instant, Late> some) {
        return some.values().stream().reduce(Late.NOTHING, Late::later);
    }

    /** How often the suite says of itself that it was late; that is not measured. */
    Map<String, Integer> markedLate() {
        var counts = new LinkedHashMap<String, Integer>();
        counts.put(
                "firings", (int) firings.values().stream().filter(Firing::late).count());
        counts.put("duties", (int) duties.values().stream().filter(Duty::late).count());
        return counts;
    }

    /** Every spell as "student school openedOn ending endedOn", a dash for one that still runs. */
    Set<String> spellLines() {
        var lines = new java.util.TreeSet<String>();
        for (var spell : spells.values()) {
            var until = spell.endedOn().isEmpty() ? "-" : spell.endedOn();
            lines.add(String.join(" ", spell.student(), spell.school(), spell.openedOn(), spell.ending(), until));
        }
        return lines;
    }

    /** How the spells of one child ended, in the order in which they opened. */
    List<String> endingsOf(String student) {
        var own = new ArrayList<Spell>();
        spells.values().stream()
                .filter(spell -> spell.student().equals(student))
                .forEach(own::add);
        own.sort(java.util.Comparator.comparing(Spell::openedAt));
        return own.stream().map(Spell::ending).toList();
    }

    int firedOf(String student, String rule) {
        return (int) firings.values().stream()
                .filter(firing ->
                        firing.student().equals(student) && firing.rule().equals(rule))
                .count();
    }

    /** How often which "rule occasion audience" was told about a child or a class. */
    Map<String, Integer> toldAbout(String childOrClass) {
        return counted(notices.values().stream()
                .filter(notice -> notice.reached() && notice.about().equals(childOrClass))
                .map(notice -> String.join(" ", notice.rule(), notice.occasion(), notice.audience()))
                .toList());
    }

    private static Map<String, Integer> counted(List<String> words) {
        var counts = new HashMap<String, Integer>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        return new TreeMap<>(counts);
    }
}
