package org.baoxue.notification.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;
import org.baoxue.kit.web.Idempotency;
import org.baoxue.notification.deliver.DeliveryResource.Finding;
import org.baoxue.notification.deliver.DeliveryResource.Receipt;
import org.baoxue.notification.deliver.DeliveryResource.Receipted;
import org.baoxue.notification.notice.Notices;
import org.baoxue.notification.plan.Notice;
import org.jspecify.annotations.Nullable;

/** What becomes of messages after they were sent: receipts, resolutions, acknowledgements. */
@ApplicationScoped
class Afterwards {

    private final MessageStore store;
    private final Messages messages;
    private final Notices notices;
    private final Transactions transactions;
    private final Idempotency idempotency;

    Afterwards(
            MessageStore store,
            Messages messages,
            Notices notices,
            Transactions transactions,
            Idempotency idempotency) {
        this.store = store;
        this.messages = messages;
        this.notices = notices;
        this.transactions = transactions;
        this.idempotency = idempotency;
    }

    /** A late receipt corrects what was unclear or given up; what arrived stays so. */
    void receive(Receipt receipt) {
        transactions.asWorker(() -> {
            var message = find(receipt)
                    .orElseThrow(() -> Problems.notFound(
                            "No message is known by this id.",
                            new Problem.At(
                                    receipt.message() == null ? "/id" : "/message",
                                    "the id that the gateway answered, or our Idempotency-Key")));
            var state = receipt.status() == Receipted.delivered ? Message.State.DELIVERED : Message.State.FAILED;
            boolean open = message.state() != Message.State.DELIVERED && message.state() != state;
            if (open) {
                store.put(message.id(), state);
                messages.settled(message.id(), state, null);
            }
        });
    }

    private Optional<MessageStore.Kept> find(Receipt receipt) {
        if (receipt.message() != null) {
            return store.lock(receipt.message());
        }
        if (receipt.id() == null) {
            throw Problems.badRequest(
                    "receipt-of-nothing",
                    "A receipt names its message.",
                    new Problem.At("/id", "the id that you answered, or message: our Idempotency-Key"));
        }
        return store.lockByProviderId(receipt.id());
    }

    void resolve(Scope scope, UUID id, @Nullable String key, Finding finding, String person) {
        visible(scope, id);
        var carried = transactions.asWorker(() -> carriedWith(unclear(store.allOf(id))));
        if (!transactions.within(scope, () -> notices.areVisible(carried))) {
            throw Problems.forbidden(
                    "The message also carries notices that you may not see: somebody who may see them all has to say.");
        }
        transactions.asWorker(() -> idempotency.once("resolveNotice/" + id, key, finding, Finding.class, () -> {
            resolve(id, finding, person);
            return finding;
        }));
    }

    private void resolve(UUID id, Finding finding, String person) {
        var sent = store.lockAllOf(id);
        var notice = one(id, notices.lock(withCarried(id, sent)));
        if (finding == Finding.SEND_AGAIN && notice.state() == Notice.State.FAILED) {
            planAgain(notice, sent);
            return;
        }
        var unclear = unclear(sent);
        if (unclear.isEmpty() && !isResolvedSo(sent, finding)) {
            throw Problems.conflict(
                    "notice-not-unclear",
                    "Nothing of this notice waits for a person: read it to see what became of it.",
                    new Problem.At("path:id", "a notice from the list with state=UNCLEAR, or FAILED to send again"));
        }
        unclear.forEach(message -> resolve(message, finding, person));
    }

    private void planAgain(Notice failed, List<MessageStore.Kept> sent) {
        if (!notices.again(failed)) {
            throw Problems.conflict(
                    "notice-overtaken",
                    "What this notice says is no longer true, so it is not sent again.",
                    new Problem.At("path:id", "a notice that is still true"));
        }
        sent.forEach(message -> store.resolved(message.id(), Finding.SEND_AGAIN.name()));
    }

    private static List<MessageStore.Kept> unclear(List<MessageStore.Kept> sent) {
        return sent.stream()
                .filter(message -> message.state() == Message.State.UNCLEAR)
                .toList();
    }

    /** A notice and all that its messages carry, to be locked at once. */
    private Set<UUID> withCarried(UUID id, List<MessageStore.Kept> sent) {
        var all = new HashSet<>(carriedWith(sent));
        all.add(id);
        return all;
    }

    private List<UUID> carriedWith(List<MessageStore.Kept> sent) {
        return sent.stream()
                .flatMap(message -> store.noticesOf(message.id()).stream())
                .distinct()
                .toList();
    }

    private static boolean isResolvedSo(List<MessageStore.Kept> sent, Finding finding) {
        var wanted =
                switch (finding) {
                    case DELIVERED -> Message.State.DELIVERED;
                    case NOT_DELIVERED -> Message.State.FAILED;
                    case SEND_AGAIN -> Message.State.PLANNED;
                };
        return sent.stream().anyMatch(message -> message.state() == wanted);
    }

    private void resolve(MessageStore.Kept message, Finding finding, String person) {
        switch (finding) {
            case DELIVERED -> put(message, Message.State.DELIVERED, person);
            case NOT_DELIVERED -> put(message, Message.State.FAILED, person);
            case SEND_AGAIN -> {
                if (!messages.again(message)) {
                    throw Problems.conflict(
                            "message-not-readable",
                            "What this message says and where it goes can no longer be read: say NOT_DELIVERED, then have the"
                                    + " failed notice sent again.",
                            new Problem.At("/finding", "NOT_DELIVERED"));
                }
                write(message, Message.State.FAILED);
                messages.carryToNotices(message, person);
            }
        }
    }

    private void put(MessageStore.Kept message, Message.State state, String person) {
        write(message, state);
        messages.settled(message.id(), state, person);
    }

    private void write(MessageStore.Kept message, Message.State state) {
        store.put(message.id(), state);
        store.resolved(message.id(), state.name());
    }

    void acknowledge(Scope scope, UUID id, Collection<String> roles, String person) {
        var notice = visible(scope, id);
        if (!roles.contains(notice.audience().post())) {
            throw Problems.forbidden("Only the audience of a notice can say that it was read.");
        }
        transactions.asWorker(() -> {
            var sameAudience = notices.lock(withCarried(id, store.lockAllOf(id))).values().stream()
                    .filter(other -> other.audience().equals(notice.audience()))
                    .map(Notice::id)
                    .toList();
            notices.acknowledge(sameAudience, person);
        });
    }

    private Notice visible(Scope scope, UUID id) {
        boolean seen = transactions.within(scope, () -> notices.areVisible(List.of(id)));
        if (!seen) {
            throw Problems.notFound(
                    "There is no notice of this id, or none that you may see.",
                    new Problem.At("path:id", "an id from the list of notices"));
        }
        return transactions.asWorker(() -> one(id, notices.find(List.of(id))));
    }

    private static Notice one(UUID id, Map<UUID, Notice> found) {
        return Objects.requireNonNull(found.get(id), "a notice that was there is never deleted");
    }
}
