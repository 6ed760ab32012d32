package org.baoxue.directory.place;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshots;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;

/** Writes and finds places. Every method wants a transaction around it. */
@ApplicationScoped
public class Places {

    private final PlaceRows rows;
    private final PlaceStore store;
    private final Snapshots snapshots;
    private final SuiteClock clock;

    Places(PlaceRows rows, PlaceStore store, Snapshots snapshots, SuiteClock clock) {
        this.rows = rows;
        this.store = store;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    public Optional<Place> find(String code) {
        return rows.findByIdOptional(code).map(PlaceRow::place);
    }

    /** A place and what it inherits from, nearest first; empty when there is no such place. */
    public List<Place> chain(String code) {
        return store.chain(code);
    }

    /** As {@link #chain}; the place stays until the transaction ends. */
    public List<Place> hold(String code) {
        store.hold(code);
        return store.chain(code);
    }

    /** The zone of the nearest place of a chain that has one. */
    public static Optional<String> zoneOf(List<Place> chain) {
        return chain.stream().map(Place::zone).filter(Objects::nonNull).findFirst();
    }

    /** Returns whether the place is new. The same content again changes nothing. */
    boolean put(Place place) {
        refuse(PlaceRules.faults(place));
        snapshots.claimAll(Kind.PLACE);
        refuse(faultsOfParent(place));
        var row = rows.findById(place.code());
        if (row == null) {
            mustNotOverlap(place);
            row = new PlaceRow(place.code());
            row.become(place, snapshots.nextRevision(), clock.now());
            rows.persistAndFlush(row);
            snapshots.publish(row.snapshot());
            return true;
        }
        if (!row.place().equals(place)) {
            mustKeepLevelWhileUsed(row, place);
            row.become(place, snapshots.nextRevision(), clock.now());
            rows.flush();
            snapshots.publish(row.snapshot());
        }
        return false;
    }

    void delete(String code) {
        snapshots.claimAll(Kind.PLACE);
        store.holdAlone(code);
        if (rows.findById(code) == null) {
            return;
        }
        if (store.isInUse(code)) {
            throw Problems.conflict(
                    "place-in-use", "Places, organisations or a calendar stand on this place: remove those first.");
        }
        rows.deleteById(code);
        snapshots.gone(Kind.PLACE, code);
    }

    /** Those of the places of another tree whose codes run into others'; the codes of China have fixed lengths. */
    Map<String, String> overlaps(Collection<Place> places) {
        var others = places.stream()
                .filter(place -> !PlaceRules.isChinese(place.code()))
                .toList();
        return others.isEmpty() ? Map.of() : store.overlaps(others);
    }

    private void mustNotOverlap(Place place) {
        overlaps(List.of(place)).forEach((code, other) -> {
            throw Problems.unprocessable(
                    "codes-overlap",
                    "One code begins with another though the place does not lie below it, and scopes are prefixes.",
                    new Problem.At("path:code", "%s and %s".formatted(code, other)));
        });
    }

    private void mustKeepLevelWhileUsed(PlaceRow row, Place place) {
        if (row.level != place.level() && store.isInUse(place.code())) {
            throw Problems.conflict(
                    "place-in-use",
                    "Places, organisations or a calendar stand on this place, so its level stays.",
                    new Problem.At("/level", "still " + row.level));
        }
    }

    private List<Problem.At> faultsOfParent(Place place) {
        var faults = new ArrayList<Problem.At>();
        var code = place.parent();
        if (code != null) {
            var parent = rows.findById(code);
            if (parent == null) {
                faults.add(new Problem.At("/parent", "there is no place %s yet: put it first".formatted(code)));
            } else if (parent.level.compareTo(place.level()) >= 0) {
                faults.add(new Problem.At("/parent", "a %s cannot be above this".formatted(parent.level)));
            }
        }
        return faults;
    }

    private static void refuse(List<Problem.At> faults) {
        if (!faults.isEmpty()) {
            throw Problems.unprocessable("not-a-place", "This cannot be a place: mend each entry.", faults);
        }
    }
}
