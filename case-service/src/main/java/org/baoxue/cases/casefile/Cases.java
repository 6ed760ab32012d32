package org.baoxue.cases.casefile;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.baoxue.cases.calendar.Places;
import org.baoxue.cases.casefile.CaseFile.Ending;
import org.baoxue.cases.casefile.Entry.Child;
import org.baoxue.cases.casefile.Entry.Day;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Happening.Source;
import org.baoxue.cases.casefile.History.What;
import org.baoxue.cases.casefile.Outcome.Moved;
import org.baoxue.cases.casefile.Outcome.Refused;
import org.baoxue.cases.casefile.Outcome.Unchanged;
import org.baoxue.cases.casefile.SpellStore.Known;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Moves entries: decided by {@link CaseFile}, written and told here. Call it inside a transaction. */
@ApplicationScoped
public class Cases {

    private final CaseStore store;
    private final SpellStore spells;
    private final History history;
    private final Places places;
    private final SuiteClock clock;

    Cases(CaseStore store, SpellStore spells, History history, Places places, SuiteClock clock) {
        this.store = store;
        this.spells = spells;
        this.history = history;
        this.places = places;
        this.clock = clock;
    }

    /** Those of the given children who have an entry. */
    public Set<String> known(Collection<String> students) {
        return store.known(students);
    }

    /** Nobody else changes any entry of these children until the transaction ends. */
    public void lock(Collection<String> students) {
        store.lock(students);
    }

    public Optional<Entry> find(UUID id) {
        return store.byId(id);
    }

    /** The child's open entry, or else the latest. */
    public Optional<Entry> latest(String student) {
        return store.latest(student);
    }

    /** The entry; what lies outside the transaction's scope is not found. */
    public Entry found(UUID id) {
        return store.byId(id)
                .orElseThrow(() -> Problems.notFound("There is no such entry, or none that your token lets you see."));
    }

    /** The entries in the order of the ids, in one statement. */
    public List<Summary> summaries(List<UUID> ids) {
        return store.rows(ids).stream().map(Summary::of).toList();
    }

    /** The entry, locked together with all of its child's; what lies outside the transaction's scope is not found. */
    public Entry locked(UUID id) {
        store.byId(id).ifPresent(entry -> store.lock(List.of(entry.child().student())));
        return found(id);
    }

    /** The same, but only while it is open. */
    public Entry lockedOpen(UUID id) {
        var entry = locked(id);
        if (!entry.isOpen()) {
            throw refused(CaseFile.notOpen());
        }
        return entry;
    }

    /** A rule fired: a new entry, or one more firing in the child's latest. */
    public Entry fired(Child child, Firing firing, LocalDate firstCounted, List<Day> days, boolean waiting) {
        var latest = store.latest(child.student());
        var spell = spells.find(firing.spell());
        var openedOn = spell.map(Known::openedOn).orElse(firstCounted);
        var decision = Opening.decide(
                latest.map(Entry::file).orElse(null), latest.map(Entry::id).orElse(null), firing, openedOn);
        var entry =
                switch (decision) {
                    case Opening.NewEntry(Moved opened) ->
                        open(
                                child,
                                opened,
                                firing,
                                days,
                                waiting,
                                latest.map(Entry::id).orElse(null));
                    case Opening.LatestEntry(Outcome outcome) ->
                        settle(latest.orElseThrow(), outcome, child, firing.spell());
                };
        // late facts: the absence that fired may be over already
        return spell.filter(known -> entry.file().ground().away())
                .map(known -> over(entry, known))
                .orElse(entry);
    }

    private Entry over(Entry entry, Known spell) {
        return spell.ending() == null || spell.endedOn() == null
                ? entry
                : absenceEnded(entry, spell.spell(), spell.ending(), spell.endedOn());
    }

    private Entry open(
            Child child, Moved opened, Firing firing, List<Day> days, boolean waiting, @Nullable UUID previous) {
        var at = clock.now();
        var id = EventId.of("case", child.student(), firing.id(), firing.revision());
        var entry = new Entry(id, child, opened.next(), null, !waiting, days, previous, at, 1);
        store.insert(entry);
        tell(entry, opened, at);
        return entry;
    }

    /** Attendance took a firing back; empty when it speaks of no entry. */
    public Optional<Entry> withdrawn(String firing, String reason) {
        return store.byFiring(firing).map(entry -> settle(entry, entry.file().withdrawn(firing, reason)));
    }

    /** @param child as this absence knows the child */
    public Entry absent(Entry entry, Child child, String spell, LocalDate openedOn) {
        return settle(entry, entry.file().absent(spell, openedOn), child, spell);
    }

    /** The absence began on another day than was known, or goes on after an ending that was taken back. */
    public Entry absenceMoved(Entry entry, Child child, Known spell) {
        var ground = entry.file().ground();
        if (!ground.spell().equals(spell.spell())) {
            return entry;
        }
        if (spell.ending() == null && !ground.away()) {
            return absent(entry, child, spell.spell(), spell.openedOn());
        }
        if (ground.openedOn().equals(spell.openedOn())) {
            return entry;
        }
        var moved = new Ground(ground.spell(), spell.openedOn(), ground.away(), ground.firings());
        var next = entry.with(entry.file().on(moved));
        store.update(next);
        return next;
    }

    /**
     * An open entry follows the term's start at which its child has not come, as it follows any absence. But an absence that goes
     * on stays: it speaks of the same days, and whatever ends it is said of it.
     */
    public Entry notCome(Entry entry, Child child, Known start) {
        var ground = entry.file().ground();
        if (ground.spell().equals(start.spell())) {
            return absenceMoved(entry, child, start);
        }
        return ground.away() ? entry : absent(entry, child, start.spell(), start.openedOn());
    }

    /** Of the absence, if anything has been said of it. */
    public Optional<LocalDate> firstDay(String spell) {
        return spells.find(spell).map(Known::openedOn);
    }

    public Entry absenceEnded(Entry entry, String spell, Ending ending, LocalDate endedOn) {
        return settle(entry, entry.file().absenceEnded(spell, ending, endedOn, watchUntil(entry, endedOn)));
    }

    /** Something is owed for an absence at this school: the entry goes there with the child. */
    public Entry owed(Entry entry, Child child, String spell) {
        return there(entry, entry.file(), child, spell);
    }

    /** What the rules ask to leave the school shows that the entry may be seen there. */
    public Entry released(Entry entry) {
        return entry.released() ? entry : keep(entry.releasedToo(), What.RELEASED, new Release(true));
    }

    /** The county named the township that persuades; a cleared entry needs none any more. */
    public Entry dispatched(Entry entry, String responsible, String reference) {
        if (!entry.isOpen() || responsible.equals(entry.responsible())) {
            return entry;
        }
        return keep(entry.responsible(responsible), What.DISPATCHED, new Dispatch(responsible, reference));
    }

    /**
     * The platform says that the child is back; of an earlier absence, or of a cleared entry, it is noted only.
     *
     * @throws IllegalArgumentException when that day lies ahead
     */
    public Entry returnConfirmed(Entry entry, LocalDate returnedOn, String reference) {
        if (returnedOn.isAfter(today(entry))) {
            throw new IllegalArgumentException("returnedOn lies in the future");
        }
        history.tell(entry, What.RETURN_CONFIRMED, null, new Confirmation(returnedOn, reference), clock.now());
        boolean ofThisAbsence =
                entry.isOpen() && !returnedOn.isBefore(entry.file().ground().openedOn());
        return ofThisAbsence ? returned(entry, returnedOn, Source.PLATFORM, null) : entry;
    }

    public Entry returned(Entry entry, LocalDate returnedOn, Source source, @Nullable String by) {
        return settle(entry, entry.file().returned(returnedOn, watchUntil(entry, returnedOn), source, by));
    }

    /** The watch of a return may be over without attendance having seen the child. Only for a child who is locked. */
    void watchOver(UUID id, Instant now) {
        store.byId(id).ifPresent(entry -> {
            if (entry.file() instanceof ReturnWatch watch) {
                var child = entry.child();
                var until = places.watchUntilAgain(
                        watch.returnedOn(), watch.watchUntil(), child.classId(), child.school(), child.place());
                settle(entry, watch.over(dateAt(now, entry), until));
            }
        });
    }

    /** Any other transition that a person asks for; a refusal becomes a conflict. */
    public Entry moved(UUID id, Function<CaseFile, Outcome> transition) {
        var entry = locked(id);
        return settle(entry, transition.apply(entry.file()));
    }

    /** A cleared entry goes on, unless the child has another open one by now. */
    public Entry reopened(UUID id, String by) {
        var entry = locked(id);
        var open = store.latest(entry.child().student()).filter(Entry::isOpen);
        if (open.isPresent() && !open.get().id().equals(id)) {
            throw Problems.conflict(
                    "another-case-open",
                    "This child has another open entry: go on with that one, there is never a second.");
        }
        return settle(entry, entry.file().reopened(by));
    }

    /** The date that it is now where the child's school is. */
    public LocalDate today(Entry entry) {
        return dateAt(clock.now(), entry);
    }

    private LocalDate dateAt(Instant instant, Entry entry) {
        return places.dateAt(instant, entry.child().school(), entry.child().place());
    }

    private LocalDate watchUntil(Entry entry, LocalDate returnedOn) {
        var child = entry.child();
        return places.watchUntil(returnedOn, child.classId(), child.school(), child.place());
    }

    private Entry settle(Entry entry, Outcome outcome, Child child, String spell) {
        var next = outcome instanceof Moved moved ? moved.next() : entry.file();
        return settle(there(entry, next, child, spell), outcome);
    }

    private Entry there(Entry entry, CaseFile next, Child child, String spell) {
        var there = entry.along(next, child, spell);
        return there.equals(entry) ? entry : keep(there, What.WENT_ALONG, Whereabouts.of(child));
    }

    private Entry settle(Entry entry, Outcome outcome) {
        return switch (outcome) {
            case Unchanged same -> entry;
            case Refused no -> throw refused(no);
            case Moved moved -> {
                var next = entry.with(moved.next());
                store.update(next);
                if (!next.file().ground().firings().equals(entry.file().ground().firings())) {
                    store.keepFirings(next);
                }
                tell(next, moved, clock.now());
                if (!next.isOpen()) {
                    store.endResponsibility(next.id());
                }
                yield next;
            }
        };
    }

    private static Problem refused(Refused no) {
        return Problems.conflict(no.slug(), no.sentence());
    }

    private Entry keep(Entry next, What what, Object fields) {
        store.update(next);
        history.tell(next, what, null, fields, clock.now());
        return next;
    }

    private void tell(Entry entry, Moved moved, Instant at) {
        for (var happening : moved.happenings()) {
            var fields = happening instanceof Happening.Opened opened
                    ? new OpenedEntry(
                            opened.firing(),
                            opened.spell(),
                            opened.reasonRule(),
                            opened.openedOn(),
                            entry.days(),
                            entry.released(),
                            opened.previous())
                    : happening;
            history.tell(entry, What.of(happening), History.by(happening), fields, at);
        }
    }

    private record OpenedEntry(
            String firing,
            String spell,
            String reasonRule,
            LocalDate openedOn,
            List<Day> days,
            boolean released,
            @Nullable UUID previous) {}

    private record Whereabouts(
            String school, @JsonProperty("class") @Nullable String classId, String place) {
        static Whereabouts of(Child child) {
            return new Whereabouts(child.school(), child.classId(), child.place());
        }
    }

    private record Release(boolean released) {}

    private record Dispatch(String responsible, String reference) {}

    private record Confirmation(LocalDate returnedOn, String reference) {}
}
