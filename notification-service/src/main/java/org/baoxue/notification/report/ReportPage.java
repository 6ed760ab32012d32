package org.baoxue.notification.report;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.quarkus.qute.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.notification.text.Words;
import org.jspecify.annotations.Nullable;

/** A report as a page: text in, PDF out. */
@ApplicationScoped
class ReportPage {

    private static final int ENOUGH = 3;

    /** Names, looked up before: nothing here touches the database. */
    record Names(
            String school,
            @Nullable String child,
            @Nullable String className,
            List<String> recipients,
            @Nullable String signer,
            ZoneId zone) {}

    /** A counted day as it stands in the table. */
    public record DayLine(int number, String date, boolean presumed) {}

    /** One of the three counters of persuasions. */
    public record CounterLine(String name, int count, boolean fewer) {}

    private final Engine templates;
    private final ReportFont font;

    ReportPage(Engine templates, ReportFont font) {
        this.templates = templates;
        this.font = font;
    }

    byte[] render(CaseEvent event, boolean signed, String language, Names names) {
        return pdf(html(event, signed, Words.of(language), names));
    }

    String html(CaseEvent event, boolean signed, Words words, Names names) {
        var facts = event.facts();
        var openedOn = facts == null ? null : facts.openedOn();
        var dueAt = event.dueAt();
        var signedAt = event.signedAt();
        return templates
                .getTemplate(words.language() + "/report-page.html")
                .data("number", event.report())
                .data("draft", !signed)
                .data("title", words.of("report", event.kind()))
                .data("school", names.school())
                .data("recipients", names.recipients())
                .data("child", names.child())
                .data("student", event.student())
                .data("ofClass", names.className() == null ? event.ofClass() : names.className())
                .data("openedOn", openedOn == null ? null : openedOn.toString())
                .data("days", days(event))
                .data("sinceTerm", !event.observed().isEmpty())
                .data("unmarked", event.observed().contains(CaseEvent.UNMARKED))
                .data("presumed", event.countedDays().stream().anyMatch(CaseEvent.Day::isPresumed))
                .data("unverified", event.isUnverified())
                .data("counters", counters(event, words))
                .data("fewer", counters(event, words).stream().anyMatch(CounterLine::fewer))
                .data("reason", words.ofNullable("category", event.reasonCategory()))
                .data("clause", facts == null ? null : facts.clause())
                .data("due", dueAt == null ? null : words.time(dueAt, names.zone()))
                .data("signer", names.signer())
                .data("signedAt", signedAt == null ? null : words.time(signedAt, names.zone()))
                .render();
    }

    private static List<DayLine> days(CaseEvent event) {
        var lines = new ArrayList<DayLine>();
        for (var day : event.countedDays()) {
            lines.add(new DayLine(lines.size() + 1, day.date().toString(), day.isPresumed()));
        }
        return lines;
    }

    /** Those of the signature where there is one: a visit may have been made after the draft. */
    private static List<CounterLine> counters(CaseEvent event, Words words) {
        var counted = event.persuasions();
        if (counted == null && event.facts() != null) {
            counted = event.facts().persuasions();
        }
        if (counted == null) {
            return List.of();
        }
        return List.of(
                counter("school", counted.school(), words),
                counter("township", counted.township(), words),
                counter("joint", counted.joint(), words));
    }

    private static CounterLine counter(String name, int count, Words words) {
        return new CounterLine(words.of("counter", name), count, count < ENOUGH);
    }

    private byte[] pdf(String html) {
        var out = new ByteArrayOutputStream();
        try {
            var builder = new PdfRendererBuilder();
            builder.useFont(() -> new ByteArrayInputStream(font.holding(html)), ReportFont.FAMILY);
            builder.withHtmlContent(html, null);
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
