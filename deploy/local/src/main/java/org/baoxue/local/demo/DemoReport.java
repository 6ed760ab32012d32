package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.baoxue.local.http.Json;

/** The table at the end, for people and as a file; and whether every child got what it must. */
final class DemoReport {
    private final Tally tally;
    private final Script.Cast cast;
    private final Diary diary;

    DemoReport(Tally tally, Script.Cast cast, Diary diary) {
        this.tally = tally;
        this.cast = cast;
        this.diary = diary;
    }

    void write(Path file) {
        ObjectNode report = Json.object().put("marks", tally.marks()).put("spells", tally.spells());
        put(report.putObject("endings"), tally.endings());
        put(report.putObject("fired"), tally.fired());
        put(report.putObject("duties"), tally.duties());
        put(report.putObject("notices"), tally.notices());
        report.put("cases", tally.cases());
        put(report.putObject("reports"), tally.reports());
        put(report.putObject("markedLate"), tally.markedLate());
        report.put("maxLatenessSeconds", tally.latest().seconds());
        try {
            Files.writeString(file, Json.write(report) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void print(Consumer<String> out) {
        cast.known().forEach(child -> tell(child, out));
        cast.others().stream().filter(child -> !right(child)).forEach(child -> tell(child, out));
        out.accept("");
        row(out, "marks", tally.marks());
        row(out, "spells", tally.spells());
        tally.endings().forEach((ending, count) -> row(out, "  " + ending, count));
        out.accept("fired");
        tally.fired().forEach((rule, count) -> row(out, "  " + rule, count));
        out.accept("duties by rule and ending");
        tally.dutiesByRule().forEach((rule, endings) -> row(out, "  " + rule, endings));
        out.accept("notices by rule and audience");
        tally.noticesByRule().forEach((rule, audiences) -> row(out, "  " + rule, audiences));
        row(out, "cases", tally.cases());
        row(out, "written reports", tally.reports());
        row(out, "marked late", tally.markedLate());
        row(out, "largest lateness", tally.latest());
    }

    private void tell(KnownChild child, Consumer<String> out) {
        out.accept("");
        out.accept(child.child().id() + " (" + child.child().name() + ") " + child.story());
        diary.of(child.child().id()).forEach(line -> out.accept("    " + line));
        out.accept("    " + verdict(child));
    }

    boolean asItMustBe() {
        return cast.known().stream().allMatch(this::right)
                && cast.others().stream().allMatch(this::right);
    }

    private boolean right(KnownChild child) {
        return tally.endingsOf(child.child().id()).equals(child.endings())
                && child.fired().entrySet().stream()
                        .allMatch(rule -> tally.firedOf(child.child().id(), rule.getKey()) == rule.getValue())
                && told(child).equals(child.told().lines());
    }

    private Map<String, Integer> told(KnownChild child) {
        return tally.toldAbout(
                child.isAboutItsClass()
                        ? child.child().classId()
                        : child.child().id());
    }

    private String verdict(KnownChild child) {
        var came =
                "spells " + tally.endingsOf(child.child().id()) + ", fired " + fired(child) + ", told " + told(child);
        return right(child)
                ? "as it must be: " + came
                : "WRONG: " + came + " instead of " + child.endings() + ", " + child.fired() + ", "
                        + child.told().lines();
    }

    private Map<String, Integer> fired(KnownChild child) {
        var fired = new TreeMap<String, Integer>();
        child.fired()
                .keySet()
                .forEach(rule -> fired.put(rule, tally.firedOf(child.child().id(), rule)));
        return fired;
    }

    private static void row(Consumer<String> out, String what, Object value) {
        out.accept(String.format(Locale.ROOT, "%-28s %s", what, value));
    }

    private static void put(ObjectNode object, Map<String, Integer> counts) {
        counts.forEach(object::put);
    }
}
