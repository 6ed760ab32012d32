package org.baoxue.directory.calendar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshot;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "calendar")
class CalendarRow {

    /** Who wrote it last: a shipped list may be renewed by a release, a person's work may not. */
    enum Origin {
        SHIPPED,
        LOCAL
    }

    @Id
    String owner;

    @Column(name = "owner_kind")
    @Enumerated(EnumType.STRING)
    OwnerKind ownerKind;

    @Column
    @Nullable String school;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    List<Term> terms;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    List<Day> days;

    @Column
    @Enumerated(EnumType.STRING)
    Origin origin;

    @Column
    long revision;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    protected CalendarRow() {}

    CalendarRow(String owner, OwnerKind ownerKind, @Nullable String school) {
        this.owner = owner;
        this.ownerKind = ownerKind;
        this.school = school;
    }

    boolean says(List<Term> sameTerms, List<Day> sameDays) {
        return terms.equals(sameTerms) && days.equals(sameDays);
    }

    void become(List<Term> newTerms, List<Day> newDays, Origin by, long newRevision, Instant at) {
        terms = newTerms;
        days = newDays;
        origin = by;
        revision = newRevision;
        acceptedAt = at;
    }

    Calendar calendar() {
        return new Calendar(owner, ownerKind, school, terms, days, revision, acceptedAt);
    }

    Snapshot snapshot() {
        return new Snapshot(Kind.CALENDAR, owner, revision, calendar(), acceptedAt);
    }
}
