package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.directory.CalendarsChanged.Owner;
import org.jdbi.v3.core.Jdbi;

/** When each school is looked at as a whole; whoever looks holds its row, and waits for no other. */
@ApplicationScoped
public class SchoolLookStore {

    /** What is looked at. */
    public enum Look {
        /** Who has not come at the start of a term. */
        TERM("term_next_at", "term_next_at <= :now"),
        /** The lists of its week; its term's start is looked at first: who has not come is named. */
        WEEK("week_next_at", "week_next_at <= :now and (term_next_at is null or term_next_at > :now)");

        private final String column;
        private final String due;

        Look(String column, String due) {
            this.column = column;
            this.due = due;
        }

        /** When each school is still to be looked at. */
        public String waiting() {
            return "select " + column + " as due from school";
        }
    }

    private final Jdbi jdbi;

    SchoolLookStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** At most one. */
    public List<String> claimDue(Look look, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("select code from school where " + look.due + " order by "
                        + look.column + ", code limit 1 for update skip locked")
                .bind("now", now)
                .mapTo(String.class)
                .list());
    }

    /** @param at none where nothing is to be looked at before something is heard of it */
    public void setNext(Look look, String school, Optional<Instant> at) {
        jdbi.useHandle(handle -> handle.createUpdate("update school set " + look.column + " = :at where code = :school")
                .bind("at", at.orElse(null))
                .bind("school", school)
                .execute());
    }

    /** The caller holds their rows: a look that goes on meanwhile has ended, and there is another one. */
    public void again(Look look, Collection<String> schools, Instant now) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update school set " + look.column + " = :now where code = any(:schools)")
                        .bindArray("schools", String.class, schools)
                        .bind("now", now)
                        .execute());
    }

    /**
     * Every look at every school under these calendars; what its classes owe, from the date on from which they say otherwise.
     * Where no class day is looked at yet, none is.
     */
    void againUnder(Map<Owner, LocalDate> calendars, Instant now) {
        List<Map.Entry<Owner, LocalDate>> since = List.copyOf(calendars.entrySet());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with owner as materialized (
                            select kind, code, since from unnest(:kinds, :codes, cast(:since as date[])) as o (kind, code, since)
                        ), concerned as (
                            select code, since from owner where kind = 'SCHOOL'
                            union all select s.code, o.since from owner o join school s on exists (
                                select from child c where c.school = s.code and c.class_id = o.code) where o.kind = 'CLASS'
                            union all select s.code, o.since from owner o join school s on starts_with(s.place, o.code)
                                where o.kind = 'PLACE'
                            union all select s.code, o.since from owner o join school s on s.place ~ '^[0-9]'
                                where o.kind = 'NATION'
                        ), due as (
                            select s.code from school s where s.code in (select code from concerned)
                            order by s.code for no key update
                        ), first as (
                            select code, min(since) as since from concerned group by code
                        )
                        update school set term_next_at = :now, week_next_at = :now,
                            class_day_since = least(class_day_since, first.since),
                            class_day_next_at =
                                case when class_day_next_at is not null then least(class_day_next_at, :now) end
                        from due join first using (code) where school.code = due.code
                        """)
                .bindArray(
                        "kinds",
                        String.class,
                        since.stream().map(one -> one.getKey().kind().name()).toList())
                .bindArray(
                        "codes",
                        String.class,
                        since.stream().map(one -> one.getKey().code()).toList())
                .bindArray(
                        "since",
                        String.class,
                        since.stream().map(one -> one.getValue().toString()).toList())
                .bind("now", now)
                .execute());
    }
}
