package org.baoxue.directory.post;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.baoxue.directory.organisation.Organisation;
import org.baoxue.directory.place.Level;
import org.baoxue.directory.place.Places;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshots;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Writes and finds posts. Every method wants a transaction around it. */
@ApplicationScoped
public class Posts {

    private static final Comparator<HolderBody> HOLDERS_FIRST = Comparator.comparing(HolderBody::deputy)
            .thenComparing(HolderBody::from)
            .thenComparing(HolderBody::person);

    private final PostRows rows;
    private final PostStore store;
    private final Places places;
    private final Cards cards;
    private final Snapshots snapshots;
    private final SuiteClock clock;

    Posts(PostRows rows, PostStore store, Places places, Cards cards, Snapshots snapshots, SuiteClock clock) {
        this.rows = rows;
        this.store = store;
        this.places = places;
        this.cards = cards;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** The school whose class teacher's post a class is. */
    public Optional<String> schoolOfClass(String classId) {
        return rows.findByIdOptional(PostRow.key(PostKind.CLASS_TEACHER, classId))
                .map(row -> row.organisation);
    }

    Optional<PostRow> find(PostKind kind, String scope) {
        return rows.findByIdOptional(PostRow.key(kind, scope));
    }

    /** Returns whether the post is new. The same content again changes nothing. */
    boolean put(PostKind kind, String scope, Organisation organisation, List<HolderBody> bodies) {
        refuse(PostRules.faults(kind, scope, organisation, bodies));
        mustBeAVillage(kind, scope);
        var key = PostRow.key(kind, scope);
        snapshots.claim(Kind.POST, key);
        var row = rows.findById(key);
        mustBelongHere(kind, scope, organisation, row == null ? null : row.organisation);
        var holders = holders(kind, scope, organisation, bodies, row == null ? List.of() : row.holders);
        if (row != null && holders.equals(row.holders)) {
            return false;
        }
        boolean created = row == null;
        var written = row == null ? new PostRow(kind, scope, organisation.code()) : row;
        written.become(holders, snapshots.nextRevision(), clock.now());
        rows.persistAndFlush(written);
        snapshots.publish(written.snapshot());
        return created;
    }

    void delete(PostKind kind, String scope, Organisation organisation) {
        var key = PostRow.key(kind, scope);
        snapshots.claim(Kind.POST, key);
        var row = rows.findById(key);
        if (row == null) {
            return;
        }
        mustBelongHere(kind, scope, organisation, row.organisation);
        rows.delete(row);
        rows.flush();
        snapshots.gone(Kind.POST, key);
    }

    private List<Holder> holders(
            PostKind kind, String scope, Organisation organisation, List<HolderBody> bodies, List<Holder> before) {
        var classId = kind.isOfAClass() ? scope : null;
        return bodies.stream()
                .sorted(HOLDERS_FIRST)
                .map(body -> new Holder(
                        body.person(),
                        body.deputy(),
                        body.from(),
                        body.to(),
                        cards.seal(body.card(), sealsOf(body.person(), before)),
                        organisation.place(),
                        organisation.schoolCode(),
                        classId))
                .toList();
    }

    private static List<String> sealsOf(String person, List<Holder> holders) {
        return holders.stream()
                .filter(holder -> holder.person().equals(person))
                .map(Holder::sealed)
                .toList();
    }

    private void mustBeAVillage(PostKind kind, String scope) {
        if (kind.isOfAVillage()
                && places.find(scope)
                        .filter(place -> place.level() == Level.VILLAGE)
                        .isEmpty()) {
            refuse(List.of(new Problem.At("path:scope", "there is no village %s: put it first".formatted(scope))));
        }
    }

    private void mustBelongHere(PostKind kind, String scope, Organisation organisation, @Nullable String owner) {
        var belongsTo = owner != null
                ? Optional.of(owner)
                : kind.isOfAClass() ? store.schoolOfCalendar(scope) : Optional.<String>empty();
        if (belongsTo.filter(code -> !code.equals(organisation.code())).isPresent()) {
            throw Problems.conflict(
                    "of-another-organisation",
                    "This post belongs to another organisation: ids of classes are unique in the suite.",
                    new Problem.At("path:scope", "the id of a class of this school"));
        }
    }

    private static void refuse(List<Problem.At> faults) {
        if (!faults.isEmpty()) {
            throw Problems.unprocessable("not-a-post", "This cannot be so: mend each entry.", faults);
        }
    }
}
