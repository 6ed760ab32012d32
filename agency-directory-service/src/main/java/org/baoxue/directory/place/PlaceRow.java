package org.baoxue.directory.place;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "place")
class PlaceRow {

    /** Who wrote the row last: the service's own data may be renewed by a release, a person's may not. */
    enum Origin {
        SHIPPED,
        LOCAL
    }

    @Id
    String code;

    @Column
    String name;

    @Column
    @Enumerated(EnumType.STRING)
    Level level;

    @Column
    @Nullable String parent;

    @Column
    @Nullable String zone;

    @Column
    @Enumerated(EnumType.STRING)
    Origin origin;

    @Column
    long revision;

    @Column(name = "changed_at")
    Instant changedAt;

    protected PlaceRow() {}

    PlaceRow(String code) {
        this.code = code;
    }

    void become(Place place, long newRevision, Instant at) {
        name = place.name();
        level = place.level();
        parent = place.parent();
        zone = place.zone();
        origin = Origin.LOCAL;
        revision = newRevision;
        changedAt = at;
    }

    Place place() {
        return new Place(code, name, level, parent, zone);
    }

    Snapshot snapshot() {
        return new Snapshot(Kind.PLACE, code, revision, place(), changedAt);
    }
}
