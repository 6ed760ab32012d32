package org.baoxue.escalation.watch;

import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.School;
import org.baoxue.escalation.duty.Evidence.Kind;
import org.baoxue.escalation.duty.EvidenceDetails;
import org.baoxue.escalation.watch.ChildStore.Due;
import org.baoxue.escalation.watch.GeneratedWeeks.Act;
import org.baoxue.escalation.watch.GeneratedWeeks.Clock;
import org.baoxue.escalation.watch.GeneratedWeeks.Does;
import org.baoxue.escalation.watch.GeneratedWeeks.Says;
import org.baoxue.escalation.watch.GeneratedWeeks.SaysUnheard;
import org.baoxue.escalation.watch.GeneratedWeeks.Step;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.inbox.Backlog;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.IncomingEvent;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Plays generated weeks as the service works them, inside the caller's transaction. */
final class PlayedWeeks {
    private static final String SCHOOL = "S-60";
    private static final String TOWNSHIP = "530113060";
    private static final int EVERYBODY = 100_000;

    /** Of each kind of duty what somebody may say, beside a note. */
    private static final Map<String, List<Said>> SAID = Map.of(
            "contact-guardian",
            List.of(
                    new Said(Kind.CONTACT_ATTEMPT, "REACHED"),
                    new Said(Kind.CONTACT_ATTEMPT, "NOT_REACHED"),
                    new Said(Kind.CONTACT_ATTEMPT, "TEXT_SENT")),
            "report-absence-list",
            List.of(new Said(Kind.LIST_DELIVERED, "DELIVERED")),
            "verify-same-day",
            List.of(
                    new Said(Kind.VERIFICATION, "ILL"),
                    new Said(Kind.VERIFICATION, "UNKNOWN"),
                    new Said(Kind.VERIFICATION, "MARKED_BY_MISTAKE")),
            "verify-presumed",
            List.of(new Said(Kind.VERIFICATION, "ILL"), new Said(Kind.RELEASE, "RELEASED")),
            "inform-principal",
            List.of(new Said(Kind.INFORMED, "INFORMED"), new Said(Kind.PRINCIPAL_WORD, "GO")),
            "home-visit",
            List.of(new Said(Kind.VISIT, "MET")),
            "township-report",
            List.of(new Said(Kind.SIGNED, "SIGNED")));

    private final Means means;
    private final long seed;
    private final School school;
    private Instant now = GeneratedWeeks.begins();
    private int said;
    private long taken;

    private record Said(Kind kind, String outcome) {}

    /** @param bare whether the short way may be taken */
    record Means(
            ChildStore children,
            BareLapses lapses,
            Watch watch,
            Recorder recorder,
            Backlog backlog,
            Jdbi jdbi,
            List<EventHandler> listeners,
            boolean bare) {}

    /**
     * @param rows all that is stored and told of the children and their school
     * @param taken of how many children that were due the short way took care
     */
    record Played(List<String> rows, long taken) {}

    PlayedWeeks(Means means, long seed) {
        this.means = means;
        this.seed = seed;
        stillAt(now);
        this.school = School.open(SCHOOL, TOWNSHIP, this::hear);
    }

    Played played() {
        GeneratedWeeks.CHILDREN.forEach(child -> school.enrols("1", child));
        for (Step step : GeneratedWeeks.of(seed)) {
            switch (step.before()) {
                case Clock.EXACT -> workUntil(step.at());
                case Clock.AT_ONCE -> work(step.at());
                case Clock.LATE -> {
                    // what is heard finds the children due
                }
            }
            stillAt(step.at());
            act(step.act());
        }
        return new Played(StoredOf.school(means.jdbi(), SCHOOL, GeneratedWeeks.CHILDREN), taken);
    }

    private void act(Act act) {
        switch (act) {
            case Says says -> says.saying().accept(school);
            case SaysUnheard says -> {
                List<Map<String, Object>> before = nexts();
                says.saying().accept(school);
                before.forEach(this::putBack);
            }
            case Does does -> does(does);
        }
    }

    private void does(Does does) {
        List<Map<String, Object>> open = means.jdbi().withHandle(handle -> handle.createQuery(
                        "select id, rule from duty where student = any(:children) and state = 'OPEN' order by due_at, id")
                .bindArray("children", String.class, GeneratedWeeks.CHILDREN)
                .mapToMap()
                .list());
        if (!open.isEmpty()) {
            Map<String, Object> duty = open.get(does.duty() % open.size());
            List<Said> all = SAID.getOrDefault(String.valueOf(duty.get("rule")), List.of(new Said(Kind.NOTE, "NOTE")));
            Said one = all.get(does.outcome() % all.size());
            var given = new Recorder.Given(
                    String.valueOf(duty.get("id")),
                    one.kind(),
                    one.outcome(),
                    EvidenceDetails.NONE,
                    null,
                    "p",
                    null,
                    null);
            means.recorder().recordAll(List.of(given), now);
        }
    }

    /** What the due work of the children does at each instant at which one of them falls due. */
    private void workUntil(Instant end) {
        Optional<Instant> next = nextDue();
        for (int n = 0; next.filter(end::isAfter).isPresent(); n++) {
            if (n > 1_000) {
                throw new AssertionError("seed " + seed + ": nobody gets on at " + now);
            }
            work(next.filter(now::isBefore).orElse(now));
            next = nextDue();
        }
    }

    private void work(Instant instant) {
        if (!means.backlog().isRead()) {
            await().until(means.backlog()::isRead);
        }
        stillAt(instant);
        if (!means.bare()) {
            means.jdbi().useHandle(handle -> handle.createUpdate(
                            "update child set only_lapses_until = null where student = any(:children)")
                    .bindArray("children", String.class, GeneratedWeeks.CHILDREN)
                    .execute());
        }
        List<Due> due = means.children().claimDue(now, EVERYBODY).stream()
                .filter(one -> GeneratedWeeks.CHILDREN.contains(one.child().student()))
                .toList();
        List<String> rest = means.lapses().settle(due, now);
        taken += due.size() - rest.size();
        means.watch().look(rest, now);
    }

    private Optional<Instant> nextDue() {
        return means.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select min(next_due_at) as next from child where student = any(:children)")
                        .bindArray("children", String.class, GeneratedWeeks.CHILDREN)
                        .map((row, context) -> Optional.ofNullable(row.getObject("next", OffsetDateTime.class)))
                        .one())
                .map(OffsetDateTime::toInstant);
    }

    private List<Map<String, Object>> nexts() {
        return means.jdbi().withHandle(handle -> handle.createQuery(
                        "select student, next_due_at as next, look_since as since from child where student = any(:children)")
                .bindArray("children", String.class, GeneratedWeeks.CHILDREN)
                .mapToMap()
                .list());
    }

    private void putBack(Map<String, Object> child) {
        means.jdbi().useHandle(handle -> handle.createUpdate(
                        "update child set next_due_at = :next, look_since = :since where student = :student")
                .bindMap(child)
                .execute());
    }

    private void hear(String topic, String key, String type, @Nullable String payload) {
        said++;
        var event = new IncomingEvent(EventId.of("said", said), topic, 0, said, key, type, now, payload);
        means.listeners().stream()
                .filter(listener -> listener.topic().equals(topic))
                .forEach(listener -> listener.handle(List.of(event)));
    }

    private void stillAt(Instant instant) {
        now = instant;
        means.jdbi().useHandle(handle -> handle.createQuery("select set_config('baoxue.still', :now, true)")
                .bind("now", instant.toString())
                .mapTo(String.class)
                .one());
    }
}
