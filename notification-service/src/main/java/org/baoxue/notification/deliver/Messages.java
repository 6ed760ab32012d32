package org.baoxue.notification.deliver;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.log.Line;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.notification.contact.Addressee;
import org.baoxue.notification.contact.Fingerprint;
import org.baoxue.notification.notice.Notices;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.World;
import org.baoxue.notification.text.Text;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes messages and carries what became of them to their notices. Call it inside a worker's transaction. */
@ApplicationScoped
public class Messages {

    private static final Logger LOG = Logger.getLogger(Messages.class);

    private final MessageStore store;
    private final Notices notices;
    private final Sealing sealing;
    private final Fingerprint fingerprint;
    private final SuiteClock clock;
    private final DeliveryConfig config;

    Messages(
            MessageStore store,
            Notices notices,
            Sealing sealing,
            Fingerprint fingerprint,
            SuiteClock clock,
            DeliveryConfig config) {
        this.store = store;
        this.notices = notices;
        this.sealing = sealing;
        this.fingerprint = fingerprint;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Orders one message for the addressee's first address; the others are tried in turn should it fail.
     *
     * @param until when it is no longer worth sending; null: after the configured patience
     */
    public void order(
            Addressee to,
            Text text,
            Collection<UUID> about,
            @Nullable String report,
            @Nullable Instant until,
            Instant now) {
        var order = new Order(
                to.addresses().getFirst(),
                to.language(),
                text.subject(),
                text.body(),
                to.addresses().subList(1, to.addresses().size()));
        var worthUntil = until == null ? now.plus(config.patience()) : until;
        int time = 1;
        // what a person wants told again may have been ordered for the same address before
        while (!make(order, to.person(), report, about, time, worthUntil, now)) {
            time++;
        }
    }

    private boolean make(
            Order order,
            @Nullable String person,
            @Nullable String report,
            Collection<UUID> about,
            int time,
            Instant worthUntil,
            Instant now) {
        var recipient = fingerprint.of(order.address());
        // time: a person may order the same again, knowing what that means
        var id = EventId.of("message", recipient, new TreeSet<>(about), time);
        return store.insert(new MessageStore.New(
                id,
                order.address().kind().name(),
                recipient,
                person,
                sealing.seal(Json.write(order)),
                report,
                now,
                worthUntil,
                order.further().isEmpty(),
                about));
    }

    /** To whom an earlier message went: that address and no other. */
    public Optional<Addressee> addresseeOf(UUID message) {
        return store.find(message).map(kept -> {
            var order = open(kept.sealedOrder());
            return new Addressee(kept.person(), order.language(), List.of(order.address()));
        });
    }

    /** By notice: the messages by which it was heard, or may have been. */
    public Map<UUID, List<World.Hearing>> hearings(Collection<UUID> notices) {
        return store.hearings(notices);
    }

    /** By notice of an unreached post: the people whom no message brought what it is about. */
    public Map<UUID, Set<String>> unreached(Collection<UUID> notices) {
        return store.unreached(notices);
    }

    /** Those of which a message may still arrive. */
    public Set<UUID> underWay(Collection<UUID> notices) {
        return Set.copyOf(store.underWay(notices));
    }

    Order open(String sealedOrder) {
        return Json.read(sealing.open(sealedOrder), Order.class);
    }

    /** After a message came to an end: the next address if it failed, and what its notices are now. */
    void settled(UUID message, Message.State state, @Nullable String by) {
        var kept = store.lock(message).orElseThrow();
        notices.lock(store.noticesOf(message));
        if (state == Message.State.FAILED) {
            tryNext(kept);
        }
        carryToNotices(kept, by);
    }

    /** No address has taken it so far, though none refused it: who else can reach a guardian is told meanwhile. */
    void late(UUID message) {
        notices.lock(store.noticesOf(message)).values().forEach(notices::unreached);
    }

    private void tryNext(MessageStore.Kept failed) {
        var about = store.noticesOf(failed.id());
        if (!notices.isAnyTrue(about)) {
            return;
        }
        opened(failed).filter(order -> !order.further().isEmpty()).ifPresent(order -> {
            var next = new Order(
                    order.further().getFirst(),
                    order.language(),
                    order.subject(),
                    order.text(),
                    order.further().subList(1, order.further().size()));
            make(next, failed.person(), failed.report(), about, 1, worthUntil(failed), clock.now());
        });
    }

    /** Empty where its key is gone: then its other addresses are not known either. */
    private Optional<Order> opened(MessageStore.Kept message) {
        try {
            return Optional.of(open(message.sealedOrder()));
        } catch (IllegalArgumentException unopenable) {
            Line.of("message cannot be opened").with("message", message.id()).warn(LOG, unopenable);
            return Optional.empty();
        }
    }

    /** What the notices of a message are now. */
    void carryToNotices(MessageStore.Kept message, @Nullable String by) {
        var came = store.came(message.id());
        var known = notices.lock(came.stream().map(MessageStore.Came::notice).toList());
        for (var one : came) {
            var notice = known.get(one.notice());
            if (notice != null) {
                var state =
                        Notice.State.valueOf(Message.State.of(one.messages()).name());
                notices.moved(notice, state, message.channel(), message.id(), by);
            }
        }
    }

    /** A person orders the same message again: a new order, with a key of its own. False: nobody can read it any more. */
    boolean again(MessageStore.Kept unclear) {
        var order = opened(unclear);
        order.ifPresent(same -> {
            var about = store.noticesOf(unclear.id());
            int times = store.count(about.getFirst());
            var now = clock.now();
            var worthUntil = now.plus(config.patience());
            make(same, unclear.person(), unclear.report(), about, times + 1, worthUntil, now);
        });
        return order.isPresent();
    }

    private Instant worthUntil(MessageStore.Kept message) {
        var until = message.worthUntil();
        return until == null ? clock.now().plus(config.patience()) : until;
    }
}
