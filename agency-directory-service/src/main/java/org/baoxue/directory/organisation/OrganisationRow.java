package org.baoxue.directory.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshot;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "organisation")
class OrganisationRow {

    @Id
    String code;

    @Column
    @Enumerated(EnumType.STRING)
    OrganisationKind kind;

    @Column
    String name;

    @Column
    String place;

    @Column
    String zone;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable School school;

    @Column
    long revision;

    @Column(name = "changed_at")
    Instant changedAt;

    protected OrganisationRow() {}

    OrganisationRow(String code) {
        this.code = code;
    }

    void become(Organisation organisation, long newRevision, Instant at) {
        kind = organisation.kind();
        name = organisation.name();
        place = organisation.place();
        zone = organisation.zone();
        school = organisation.school();
        revision = newRevision;
        changedAt = at;
    }

    Organisation organisation() {
        return new Organisation(code, kind, name, place, zone, school);
    }

    Snapshot snapshot() {
        return new Snapshot(Kind.ORGANISATION, code, revision, organisation(), changedAt);
    }
}
