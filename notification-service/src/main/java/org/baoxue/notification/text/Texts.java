package org.baoxue.notification.text;

import io.quarkus.qute.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.baoxue.notification.plan.Decision.Form;
import org.baoxue.notification.plan.Notice;
import org.jspecify.annotations.Nullable;

/** Writes messages from templates; a name stands only where the recipient has to know the child. */
@ApplicationScoped
public class Texts {

    private static final Set<String> DAILY = Set.of("contact-guardian", "report-absence-list", "verify-same-day");

    /** Their reasons are told name by name. */
    private static final Set<String> NAMED = Set.of("weekly-list", "watch-list");

    private final Engine templates;

    Texts(Engine templates) {
        this.templates = templates;
    }

    public Text write(Form form, String language, List<Item> items) {
        var words = Words.of(language);
        var lines =
                distinct(form, items).stream().map(item -> line(item, words)).toList();
        boolean severalSchools = lines.stream().map(Line::school).distinct().count() > 1;
        var name = form.name().toLowerCase(Locale.ROOT);
        var body = templates
                .getTemplate(words.language() + "/" + name + ".txt")
                .data("lines", lines)
                .data(
                        "school",
                        severalSchools
                                ? words.of("list", "several-schools")
                                : lines.getFirst().school())
                .data("several_schools", severalSchools)
                .data("daily", lines.stream().anyMatch(Line::daily))
                .data("first", lines.getFirst())
                .data("several", lines.size() > 1)
                .render();
        var subject = words.of("subject", name)
                .replace("{n}", String.valueOf(lines.size()))
                .replace("{report}", String.valueOf(lines.getFirst().report()));
        return new Text(subject, body.strip().replaceAll("\n{3,}", "\n\n"));
    }

    /** Lists, families and corrections hear of a child and day once, however many duties it made. */
    private static List<Item> distinct(Form form, List<Item> items) {
        if (form == Form.POST || form == Form.REPORT) {
            return items;
        }
        var seen = new HashSet<List<@Nullable Object>>();
        var kept = new ArrayList<Item>();
        for (var item : items) {
            var notice = item.notice();
            var key = new ArrayList<@Nullable Object>();
            key.add(
                    notice.subject().student() == null
                            ? notice.id()
                            : notice.subject().student());
            key.add(notice.matter().date());
            key.add(DAILY.contains(notice.cause().rule()));
            if (seen.add(key)) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static Line line(Item item, Words words) {
        Notice notice = item.notice();
        var matter = notice.matter();
        var date = matter.date();
        var due = matter.dueAt();
        var audience = notice.audience();
        return new Line(
                item.school(),
                words.of("rule", notice.cause().rule()),
                words.of("occasion", notice.occasion()),
                item.child(),
                words.ofClass(item.className(), notice.subject().classId()),
                date == null ? null : words.date(date),
                words.ofNullable("session", matter.session()),
                matter.day(),
                due == null ? null : words.time(due, item.zone()),
                words == Words.EN ? matter.en() : matter.zh(),
                words.ofNullable("reason", matter.reason()),
                words.of("contact", item.contact() == null ? "none" : item.contact()),
                item.vacant() == null ? null : item.vacant() + " " + words.of("post", audience.post()),
                notice.report(),
                DAILY.contains(notice.cause().rule()),
                NAMED.contains(notice.cause().rule()) && !isEmpty(words == Words.EN ? matter.en() : matter.zh()),
                matter.late());
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
