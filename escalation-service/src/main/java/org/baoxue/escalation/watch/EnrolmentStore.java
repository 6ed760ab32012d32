package org.baoxue.escalation.watch;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.term.Missing;
import org.baoxue.escalation.term.Stay;
import org.baoxue.escalation.term.Unregistered;
import org.baoxue.escalation.term.Unregistered.Ending;
import org.baoxue.escalation.term.Unregistered.How;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Enrolments of children and their ends, each with the class that it names, and the starts of terms at which they did not come. */
@ApplicationScoped
public class EnrolmentStore {
    private final Jdbi jdbi;

    EnrolmentStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** By student, at whatever school; one statement, however many they are. */
    public Map<String, List<Stay.Change>> changes(Collection<String> students) {
        Map<String, List<Stay.Change>> changes = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("select * from enrolment_change where student = any(:students)")
                .bindArray("students", String.class, students)
                .map((row, context) -> changes.computeIfAbsent(row.getString("student"), name -> new ArrayList<>())
                        .add(change(row)))
                .list());
        return changes;
    }

    /** A row of {@code unregistered}. */
    public static Missing missing(ResultSet row) throws SQLException {
        @Nullable String how = row.getString("ending");
        Optional<Ending> ending = how == null
                ? Optional.empty()
                : Optional.of(new Ending(How.valueOf(how), row.getObject("ended_on", LocalDate.class)));
        return new Missing(
                row.getString("subject"),
                new Term(row.getObject("term_from", LocalDate.class), row.getObject("term_to", LocalDate.class)),
                new Unregistered(row.getObject("since", LocalDate.class), ending),
                row.getInt("enrolment"));
    }

    static Stay.Change change(ResultSet row) throws SQLException {
        return new Stay.Change(
                row.getInt("revision"),
                row.getString("school"),
                Fact.Change.valueOf(row.getString("change")),
                row.getObject("effective", LocalDate.class),
                DutyStore.instant(row, "accepted_at"),
                row.getString("class_id"));
    }
}
