package org.baoxue.escalation.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.registration.PupilStore.Here;
import org.baoxue.escalation.term.Missing;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.term.Unregistered;
import org.baoxue.escalation.watch.EnrolmentStore;
import org.baoxue.escalation.watch.WatchedChild;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;

/** Who had not come at the start of a term, and when each school is looked at: one statement a kind, however many they are. */
@ApplicationScoped
class RegistrationStore {

    private final Jdbi jdbi;

    RegistrationStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * @param term as it was known when this was last said
     * @param kept the policy that it keeps
     * @param enrolment revision of the one that began the stay; 0 in rows from before this was kept
     * @param owes something of it is open
     */
    record Listed(
            String subject, WatchedChild child, Term term, Unregistered state, Kept kept, int enrolment, boolean owes) {
        Listed as(Unregistered other) {
            return new Listed(subject, child, term, other, kept, enrolment, owes);
        }

        /** @param stays to which it belongs: in which silence can have been its child's */
        Stream<Here> here(List<Stay> stays) {
            return stays.stream()
                    .map(stay -> new Here(
                            subject,
                            child.student(),
                            stay.enrolledOn().isAfter(state.since()) ? stay.enrolledOn() : state.since(),
                            stay.notHereFrom().orElse(null)));
        }

        Missing missing() {
            return new Missing(subject, term, state, enrolment);
        }
    }

    /** The policy in force on a date, as it was known at an instant. */
    record Kept(LocalDate on, Instant knownAt) {}

    /** The schools of children of whom this may say something new; what it cannot change costs nothing. */
    Set<String> schoolsOf(Said said) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select school from unregistered
                            join unnest(:seen, cast(:seenOn as date[])) as s (student, date) using (student)
                            where ending is null and s.date >= term_from
                        union
                        select school from unregistered
                            join unnest(:early, cast(:earlyOn as date[])) as s (student, date) using (student)
                            where ending is not null and s.date between term_from and ended_on
                        union
                        select school from unregistered where student = any(:students)
                        """)
                .bindArray("seen", String.class, said.seen().students())
                .bindArray("seenOn", String.class, said.seen().dates())
                .bindArray("early", String.class, said.early().students())
                .bindArray("earlyOn", String.class, said.early().dates())
                .bindArray("students", String.class, said.students())
                .mapTo(String.class)
                .set());
    }

    /**
     * Those still going on, those of terms that were not over by then, and those for which something is still owed.
     *
     * @param since a date well before today
     */
    List<Listed> listed(String school, LocalDate since) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select u.*, exists (select from duty d where d.school = :school and d.subject = u.subject
                            and d.subject_kind = 'TERM_START' and d.state = 'OPEN') as owes
                        from unregistered u where u.school = :school and (u.ending is null or u.term_to >= :since
                            or u.subject in (select subject from duty where school = :school
                                and subject_kind = 'TERM_START' and state = 'OPEN'))
                        """)
                .bind("school", school)
                .bind("since", since)
                .map((row, context) -> listed(row))
                .list());
    }

    void save(List<Listed> listed) {
        if (listed.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into unregistered (subject, student, school, place, home_place, class_id, term_from, term_to, since,
                            policy_on, known_at, enrolment, ending, ended_on)
                        select subject, student, school, place, home_place, class_id, term_from, term_to, since, policy_on,
                            known_at, enrolment, ending, ended_on
                        from jsonb_populate_recordset(null::unregistered, cast(:rows as jsonb))
                        on conflict (subject) do update set place = excluded.place, home_place = excluded.home_place,
                            class_id = excluded.class_id, term_from = excluded.term_from, term_to = excluded.term_to,
                            since = excluded.since, enrolment = excluded.enrolment, ending = excluded.ending,
                            ended_on = excluded.ended_on
                        """)
                .bind(
                        "rows",
                        Json.write(listed.stream().map(RegistrationStore::row).toList()))
                .execute());
    }

    private static Map<String, Object> row(Listed listed) {
        Map<String, Object> row = new HashMap<>();
        row.put("subject", listed.subject());
        row.put("student", listed.child().student());
        row.put("school", listed.child().school());
        row.put("place", listed.child().place());
        Stream.ofNullable(listed.child().homePlace()).forEach(home -> row.put("home_place", home));
        row.put("class_id", listed.child().classId());
        row.put("term_from", listed.term().from());
        row.put("term_to", listed.term().to());
        row.put("policy_on", listed.kept().on());
        row.put("known_at", listed.kept().knownAt());
        row.put("enrolment", listed.enrolment());
        row.put("since", listed.state().since());
        listed.state().ending().ifPresent(ending -> {
            row.put("ending", ending.how());
            row.put("ended_on", ending.on());
        });
        return row;
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Missing missing = EnrolmentStore.missing(row);
        return new Listed(
                missing.subject(),
                new WatchedChild(
                        row.getString("student"),
                        row.getString("school"),
                        row.getString("place"),
                        row.getString("home_place"),
                        row.getString("class_id")),
                missing.term(),
                missing.state(),
                new Kept(
                        row.getObject("policy_on", LocalDate.class),
                        row.getObject("known_at", OffsetDateTime.class).toInstant()),
                missing.enrolment(),
                row.getBoolean("owes"));
    }
}
