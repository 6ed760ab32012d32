package org.baoxue.notification.notice;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.notification.plan.Decision;
import org.baoxue.notification.plan.Heard;
import org.baoxue.notification.plan.Notice;
import org.baoxue.notification.plan.Planner;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.Window;
import org.baoxue.notification.plan.World;
import org.jspecify.annotations.Nullable;

/** The notices: planned from what was heard, and settled by what became of their messages. */
@ApplicationScoped
public class Notices {

    /** When each notice falls due, as a query. */
    public static final String WAITING = NoticeStore.WAITING;

    /** Why a notice failed without a message: no post of the whole line is held by somebody with an address. */
    static final String NOBODY_REACHABLE = "NOBODY_REACHABLE";

    private final NoticeStore store;
    private final OvertakenStore overtaken;
    private final ClimbingStore climbing;
    private final NoticeEvents events;
    private final SuiteClock clock;

    Notices(
            NoticeStore store,
            OvertakenStore overtaken,
            ClimbingStore climbing,
            NoticeEvents events,
            SuiteClock clock) {
        this.store = store;
        this.overtaken = overtaken;
        this.climbing = climbing;
        this.events = events;
        this.clock = clock;
    }

    /** Plans what was heard, in its order; the same again changes nothing. */
    public void hear(List<Heard> heard) {
        if (heard.isEmpty()) {
            return;
        }
        var causes = new ArrayList<String>();
        var firings = new ArrayList<String>();
        var spells = new ArrayList<String>();
        for (var one : heard) {
            switch (one) {
                case Heard.ToTell toTell -> causes.add(toTell.cause().id());
                case Heard.Vacancy vacancy -> causes.add(vacancy.cause().id());
                case Heard.DutyDone(var duty) -> causes.add(duty);
                case Heard.DutyHandedOver(var duty, var from) -> causes.add(duty);
                case Heard.DutyLapsed(var duty, var owner) -> causes.add(duty);
                case Heard.DutyCancelled cancelled -> causes.add(cancelled.duty());
                case Heard.FiringWithdrawn withdrawn -> firings.add(withdrawn.firing());
                case Heard.SpellEnded(var spell) -> spells.add(spell);
                case Heard.ReportSigned report -> causes.add(report.duty().id());
            }
        }
        var changes = Planner.plan(store.known(causes, firings, spells), heard);
        store.insert(changes.added());
        store.silence(changes.silenced());
        changes.again().forEach(id -> store.planAgain(id, clock.now()));
        overtaken.save(changes.overtaken());
        store.sign(changes.signed());
    }

    /** By duty: the posts whose own notice tells the level above that nobody holds them. */
    public Map<String, List<PostRef>> climbing(Collection<String> duties) {
        return duties.isEmpty() ? Map.of() : climbing.of(duties);
    }

    /** What came of calling a child's guardians; the office's list says it. */
    public void heardContact(String student, LocalDate date, String outcome, Instant at) {
        store.saveContact(student, date, outcome, at);
    }

    public Optional<String> contact(Map<String, String> contacts, Notice notice) {
        return Optional.ofNullable(
                contacts.get(notice.subject().student() + "/" + notice.matter().date()));
    }

    public Map<String, String> contacts(Collection<String> students) {
        return store.contacts(students);
    }

    /** Whether the scope of the running transaction reaches all of them. */
    public boolean areVisible(Collection<UUID> ids) {
        return store.visible(ids) == ids.size();
    }

    /** Whether at least one of them is still to be told. */
    public boolean isAnyTrue(Collection<UUID> ids) {
        return overtaken.isAnyTrue(ids);
    }

    /** The notices with these ids, locked. */
    public Map<UUID, Notice> lock(Collection<UUID> ids) {
        return byId(store.lock(ids));
    }

    /** The notices with these ids as they are now, for whoever changes none of them. */
    public Map<UUID, Notice> find(Collection<UUID> ids) {
        return byId(store.find(ids));
    }

    private static Map<UUID, Notice> byId(List<Notice> notices) {
        return notices.stream().collect(Collectors.toMap(Notice::id, notice -> notice));
    }

    public List<Notice> due(Instant now, int limit) {
        return store.due(now, limit);
    }

    public List<World.Told> told(List<Notice> notices) {
        return store.told(notices.stream()
                .map(Notice::window)
                .flatMap(Stream::ofNullable)
                .map(Window::start)
                .distinct()
                .toList());
    }

    /** Carries out what needs no message. */
    public void settle(List<Decision> decisions) {
        var waits = new ArrayList<Decision.Wait>();
        var silenced = new java.util.HashMap<UUID, Notice.Silence>();
        for (var decision : decisions) {
            switch (decision) {
                case Decision.Silence(var id, var reason) -> silenced.put(id, reason);
                case Decision.Wait wait -> waits.add(wait);
                case Decision.Close(var window) -> store.close(window);
                case Decision.Unreachable(var id) -> store.settle(id, Notice.State.FAILED, NOBODY_REACHABLE);
                case Decision.Send send ->
                    send.notices()
                            .forEach(id -> store.sending(id, send.insteadOf().contains(id)));
            }
        }
        store.waitUntil(waits);
        store.silence(silenced);
    }

    /** Says that a notice reached nobody, since no post in the whole line is held by somebody with an address. */
    public void unreachable(Notice notice) {
        events.say(NoticeEvents.Name.FAILED, notice, null, null, NOBODY_REACHABLE, null, clock.now());
    }

    /** What the carriers know of a notice now. */
    public void moved(Notice notice, Notice.State state, String channel, UUID message, @Nullable String by) {
        if (notice.state() == state) {
            return;
        }
        if (state == Notice.State.FAILED) {
            failed(notice, channel, message, by);
            return;
        }
        store.settle(notice.id(), state, null);
        var at = clock.now();
        switch (state) {
            case DELIVERED -> events.say(NoticeEvents.Name.DELIVERED, notice, channel, message, null, by, at);
            case UNCLEAR -> events.say(NoticeEvents.Name.UNCLEAR, notice, channel, message, null, by, at);
            case ACCEPTED -> events.say(NoticeEvents.Name.ACCEPTED, notice, channel, message, null, by, at);
            case PLANNED, SENDING, SILENCED, FAILED -> {
                // under way again, or never sent: nothing that others need to know
            }
        }
    }

    /** What stopped being true before any address took it was rightly not told. */
    private void failed(Notice notice, String channel, UUID message, @Nullable String by) {
        var reason = overtaken.reason(notice.id());
        if (reason.isPresent()) {
            store.settle(notice.id(), Notice.State.SILENCED, reason.get());
            return;
        }
        store.settle(notice.id(), Notice.State.FAILED, null);
        events.say(NoticeEvents.Name.FAILED, notice, channel, message, "NOT_DELIVERED", by, clock.now());
        unreached(notice);
        Planner.postUnreached(notice, clock.now()).ifPresent(report -> store.insert(List.of(report)));
    }

    /** No message reaches a guardian, or none so far: the class teacher hears it, once. */
    public void unreached(Notice notice) {
        if (notice.audience().isGuardian() && !notice.isCorrection()) {
            store.insert(List.of(Planner.unreached(notice, clock.now())));
        }
    }

    /** A person wants a failed one told after all: it is planned anew, with the addresses of now. False: it is no longer true. */
    public boolean again(Notice notice) {
        if (overtaken.reason(notice.id()).isPresent()) {
            return false;
        }
        store.planAgain(notice.id(), clock.now());
        return true;
    }

    /** Records that somebody read them; what was acknowledged before stays as it was. */
    public void acknowledge(Collection<UUID> notices, String person) {
        var at = clock.now();
        store.acknowledge(notices, person)
                .forEach(notice -> events.say(NoticeEvents.Name.ACKNOWLEDGED, notice, null, null, null, person, at));
    }
}
