package org.baoxue.directory.organisation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshots;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;

/** Writes and finds organisations. Every method wants a transaction around it. */
@ApplicationScoped
public class Organisations {

    private final OrganisationRows rows;
    private final OrganisationStore store;
    private final Snapshots snapshots;
    private final SuiteClock clock;

    Organisations(OrganisationRows rows, OrganisationStore store, Snapshots snapshots, SuiteClock clock) {
        this.rows = rows;
        this.store = store;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    public Optional<Organisation> find(String code) {
        return rows.findByIdOptional(code).map(OrganisationRow::organisation);
    }

    /** The organisation, or 404. */
    public Organisation get(String code) {
        return find(code)
                .orElseThrow(
                        () -> Problems.notFound("There is no organisation %s: see /v1/organisations.".formatted(code)));
    }

    /** The organisation, or 404; it stays until the transaction ends. */
    public Organisation hold(String code) {
        store.hold(code);
        return get(code);
    }

    /** Waits for other writers of this organisation; to be called before it is read for a change. */
    void claim(String code) {
        snapshots.claim(Kind.ORGANISATION, code);
    }

    /** Returns whether the organisation is new. The same content again changes nothing. */
    boolean put(Organisation organisation) {
        var row = rows.findById(organisation.code());
        if (row == null) {
            row = new OrganisationRow(organisation.code());
            row.become(organisation, snapshots.nextRevision(), clock.now());
            rows.persistAndFlush(row);
            snapshots.publish(row.snapshot());
            return true;
        }
        if (!row.organisation().equals(organisation)) {
            mustKeepKindWhileUsed(row, organisation);
            if (!row.place.equals(organisation.place())) {
                store.moveHolders(row.code, organisation.place());
            }
            row.become(organisation, snapshots.nextRevision(), clock.now());
            rows.flush();
            snapshots.publish(row.snapshot());
        }
        return false;
    }

    void delete(String code) {
        store.holdAlone(code);
        if (store.isInUse(code)) {
            throw Problems.conflict(
                    "organisation-in-use", "Posts or calendars hang on this organisation: remove those first.");
        }
        if (rows.deleteById(code)) {
            snapshots.gone(Kind.ORGANISATION, code);
        }
    }

    private void mustKeepKindWhileUsed(OrganisationRow row, Organisation organisation) {
        if (row.kind != organisation.kind() && store.isInUse(row.code)) {
            throw Problems.conflict(
                    "organisation-in-use",
                    "Posts or calendars hang on this organisation, so its kind stays.",
                    new Problem.At("/kind", "still " + row.kind));
        }
    }
}
