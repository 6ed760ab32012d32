package org.baoxue.notification.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;
import org.baoxue.kit.log.Line;
import org.baoxue.notification.contact.Contacts;
import org.baoxue.notification.notice.Notices;
import org.baoxue.notification.plan.Cause;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.plan.Matter;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.Subject;
import org.baoxue.notification.text.Words;
import org.jboss.logging.Logger;

/** Makes the documents, one in a transaction; a signed one goes to its recipients as soon as it is there. */
@ApplicationScoped
class Rendering implements DueRows<ReportStore.Unrendered> {

    private static final Logger LOG = Logger.getLogger(Rendering.class);

    private final ReportStore store;
    private final Reports reports;
    private final ReportPage page;
    private final Contacts contacts;
    private final Notices notices;
    private final Batch batch;
    private final ReportConfig config;

    Rendering(
            ReportStore store,
            Reports reports,
            ReportPage page,
            Contacts contacts,
            Notices notices,
            Batch batch,
            ReportConfig config) {
        this.store = store;
        this.reports = reports;
        this.page = page;
        this.contacts = contacts;
        this.notices = notices;
        this.batch = batch;
        this.config = config;
    }

    @Override
    public String name() {
        return "reports";
    }

    /** One document a transaction: it is big. */
    @Override
    public int work(Instant now, int limit) {
        return batch.workOneByOne(this, now, limit);
    }

    @Override
    public List<ReportStore.Unrendered> claim(Instant now, int limit) {
        return store.unrendered(now, limit);
    }

    @Override
    public int work(List<ReportStore.Unrendered> reports, Instant now) {
        reports.forEach(this::render);
        return reports.size();
    }

    @Override
    public void putOff(ReportStore.Unrendered report, Instant until) {
        store.putOff(report.number(), until);
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(ReportStore.WAITING);
    }

    private void render(ReportStore.Unrendered report) {
        var facts = report.facts();
        boolean signed = report.state() == Report.State.SIGNED;
        var language = config.languageOf(facts.place());
        var pdf = page.render(facts, signed, language, names(facts, language));
        reports.keep(facts.report(), pdf);
        if (signed) {
            notices.hear(List.of(toTell(facts)));
        }
        Line.of("report rendered")
                .with("report", facts.report())
                .with("state", report.state())
                .with("bytes", pdf.length)
                .info(LOG);
    }

    private static Heard toTell(CaseEvent facts) {
        var at = Objects.requireNonNullElse(facts.signedAt(), facts.at());
        return new Heard.ReportSigned(
                Cause.duty(facts.duty(), facts.rule()),
                new Subject(
                        facts.school(),
                        facts.place(),
                        facts.homePlace(),
                        facts.ofClass(),
                        facts.student(),
                        facts.spell()),
                new Matter(null, null, null, facts.dueAt(), false, null, null, null),
                facts.report(),
                facts.addressedTo(),
                Objects.requireNonNullElse(facts.signedBy(), ""),
                at);
    }

    private ReportPage.Names names(CaseEvent facts, String language) {
        var words = Words.of(language);
        var places = contacts.placeNames(
                facts.addressedTo().stream().map(PostRef::scope).toList());
        var recipients = facts.addressedTo().stream()
                .map(post -> places.getOrDefault(post.scope(), post.scope()) + " " + words.of("post", post.post()))
                .toList();
        var ofClass = facts.ofClass();
        var signedBy = facts.signedBy();
        var signer = signedBy == null
                ? null
                : contacts.name(new PostRef("principal", facts.school()), signedBy)
                        .orElse(signedBy);
        return new ReportPage.Names(
                contacts.schoolNames(List.of(facts.school())).getOrDefault(facts.school(), facts.school()),
                contacts.childNames(List.of(facts.student())).get(facts.student()),
                ofClass == null ? null : contacts.classNames(List.of(ofClass)).get(ofClass),
                recipients,
                signer,
                contacts.zones(List.of(facts.school())).getOrDefault(facts.school(), config.zone()));
    }
}
