package org.baoxue.notification.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.kit.due.Batch;
import org.baoxue.kit.due.DueRows;
import org.baoxue.notification.contact.Addressee;
import org.baoxue.notification.contact.Contacts;
import org.baoxue.notification.deliver.Messages;
import org.baoxue.notification.notice.Notices;
import org.baoxue.notification.plan.Bundler;
import org.baoxue.notification.plan.Decision;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.text.Item;
import org.baoxue.notification.text.Texts;

/** Turns due notices into messages, all of one window in one transaction. */
@ApplicationScoped
class DueNotices implements DueRows<Notice> {

    private final Notices notices;
    private final Surroundings surroundings;
    private final Contacts contacts;
    private final Messages messages;
    private final Texts texts;
    private final Batch batch;
    private final TellingConfig config;

    DueNotices(
            Notices notices,
            Surroundings surroundings,
            Contacts contacts,
            Messages messages,
            Texts texts,
            Batch batch,
            TellingConfig config) {
        this.notices = notices;
        this.surroundings = surroundings;
        this.contacts = contacts;
        this.messages = messages;
        this.texts = texts;
        this.batch = batch;
        this.config = config;
    }

    @Override
    public String name() {
        return "notices";
    }

    @Override
    public int work(Instant now, int limit) {
        return batch.work(this, now, limit);
    }

    @Override
    public List<Notice> claim(Instant now, int limit) {
        return notices.due(now, limit);
    }

    @Override
    public int work(List<Notice> planned, Instant now) {
        var decisions = Bundler.decide(planned, surroundings.of(planned, now));
        carryOut(decisions, planned, now);
        return decisions.size();
    }

    /** What one reader is to hear stays together. */
    @Override
    public Object group(Notice notice) {
        return notice.audience();
    }

    @Override
    public void putOff(Notice notice, Instant until) {
        notices.settle(List.of(new Decision.Wait(notice.id(), until, notice.window())));
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of(Notices.WAITING);
    }

    private void carryOut(List<Decision> decisions, List<Notice> planned, Instant now) {
        var byId = planned.stream().collect(Collectors.toMap(Notice::id, Function.identity()));
        notices.settle(decisions);
        for (var decision : decisions) {
            if (decision instanceof Decision.Unreachable(var id)) {
                notices.unreachable(of(byId, id));
            }
        }
        var sends = decisions.stream()
                .filter(Decision.Send.class::isInstance)
                .map(Decision.Send.class::cast)
                .toList();
        if (!sends.isEmpty()) {
            var letters = new Letters(byId, sends);
            sends.forEach(send -> order(send, letters, now));
        }
    }

    private void order(Decision.Send send, Letters letters, Instant now) {
        var to = addressee(send.recipient())
                .filter(Addressee::isReachable)
                // the bundler was given only people and families that have an address
                .orElseThrow(() -> new IllegalStateException("a recipient has no address"));
        var text = texts.write(send.form(), to.language(), letters.items(send));
        messages.order(to, text, send.notices(), letters.report(send), send.until(), now);
    }

    private Optional<Addressee> addressee(Decision.Recipient recipient) {
        return switch (recipient) {
            case Decision.Recipient.Person(var post, var person) -> contacts.holder(post, person);
            case Decision.Recipient.Family(var family, var student) -> contacts.familyOf(student);
            case Decision.Recipient.SameAs(var hearing) -> messages.addresseeOf(hearing.message());
        };
    }

    private static Notice of(Map<UUID, Notice> notices, UUID id) {
        var notice = notices.get(id);
        if (notice == null) {
            throw new IllegalStateException("a decision about a notice that was not asked");
        }
        return notice;
    }

    /** The names that the texts of one pass need, looked up once. */
    private final class Letters {

        private final Map<UUID, Notice> planned;
        private final Map<String, String> children;
        private final Map<String, String> schools;
        private final Map<String, String> classes;
        private final Map<String, String> vacant;
        private final Map<String, java.time.ZoneId> zones;
        private final Map<String, String> outcomes;

        Letters(Map<UUID, Notice> planned, List<Decision.Send> sends) {
            this.planned = planned;
            var sent = sends.stream()
                    .flatMap(send -> send.notices().stream())
                    .map(id -> of(planned, id))
                    .toList();
            var students = sent.stream()
                    .map(notice -> notice.subject().student())
                    .flatMap(Stream::ofNullable)
                    .distinct()
                    .toList();
            var codes = sent.stream()
                    .map(notice -> notice.subject().school())
                    .distinct()
                    .toList();
            children = contacts.childNames(students);
            schools = contacts.schoolNames(codes);
            classes = contacts.classNames(sent.stream()
                    .map(notice -> notice.subject().classId())
                    .flatMap(Stream::ofNullable)
                    .distinct()
                    .toList());
            vacant = vacant(sends);
            zones = contacts.zones(codes);
            outcomes = sent.stream().anyMatch(Notice::list) ? notices.contacts(students) : new HashMap<>();
        }

        List<Item> items(Decision.Send send) {
            return send.notices().stream()
                    .map(id -> item(of(planned, id), isInstead(send, id)))
                    .toList();
        }

        private boolean isInstead(Decision.Send send, UUID id) {
            return send.insteadOf().contains(id) || of(planned, id).occasion().equals(Notice.OWNER_VACANT);
        }

        private Map<String, String> vacant(List<Decision.Send> sends) {
            var scopes = sends.stream()
                    .flatMap(send -> send.notices().stream().filter(id -> isInstead(send, id)))
                    .map(id -> of(planned, id).audience().scope())
                    .distinct()
                    .toList();
            return scopes.isEmpty() ? Map.of() : contacts.scopeNames(scopes);
        }

        private Item item(Notice notice, boolean insteadOf) {
            var school = notice.subject().school();
            var student = notice.subject().student();
            var ofClass = notice.subject().classId();
            var scope = notice.audience().scope();
            return new Item(
                    notice,
                    schools.getOrDefault(school, school),
                    student == null ? null : children.get(student),
                    ofClass == null ? null : classes.get(ofClass),
                    insteadOf ? vacant.getOrDefault(scope, scope) : null,
                    notices.contact(outcomes, notice).orElse(null),
                    zones.getOrDefault(school, config.zone()));
        }

        @org.jspecify.annotations.Nullable String report(Decision.Send send) {
            return send.form() == Decision.Form.REPORT
                    ? of(planned, send.notices().getFirst()).report()
                    : null;
        }
    }
}
