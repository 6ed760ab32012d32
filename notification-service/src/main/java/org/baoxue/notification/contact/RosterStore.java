package org.baoxue.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class RosterStore {

    public record Row(
            String student,
            String school,
            String classId,
            @Nullable String className,
            String place,
            @Nullable String homePlace,
            String sealed,
            @Nullable String family,
            long revision) {}

    private final Jdbi jdbi;

    RosterStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Later revisions win, in whichever order they come. */
    void save(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into roster_copy (student, school, class, class_name, place, home_place, sealed, family, revision)
                    values (:student, :school, :classId, :className, :place, :homePlace, :sealed, :family, :revision)
                    on conflict (student) do update
                    set school = excluded.school, class = excluded.class, class_name = excluded.class_name,
                        place = excluded.place,
                        home_place = excluded.home_place, sealed = excluded.sealed, family = excluded.family,
                        revision = excluded.revision
                    where roster_copy.revision <= excluded.revision
                    """);
            rows.forEach(row -> batch.bindMethods(row).add());
            batch.execute();
        });
    }

    void remove(List<String> students) {
        if (students.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("delete from roster_copy where student = any(:students)")
                .bindArray("students", String.class, students)
                .execute());
    }

    /** By student: the family's fingerprint; absent where nobody can be reached. */
    Map<String, String> families(Collection<String> students) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select student, family from roster_copy where student = any(:students) and family is not null")
                .bindArray("students", String.class, List.copyOf(students))
                .reduceRows(new HashMap<String, String>(), (found, row) -> {
                    found.put(row.getColumn("student", String.class), row.getColumn("family", String.class));
                    return found;
                }));
    }

    /** By class: what people call it; absent where nobody has said it. */
    Map<String, String> classNames(Collection<String> classes) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select class, max(class_name) as name from roster_copy
                        where class = any(:classes) and class_name is not null group by class
                        """)
                .bindArray("classes", String.class, List.copyOf(classes))
                .reduceRows(new HashMap<String, String>(), (found, row) -> {
                    found.put(row.getColumn("class", String.class), row.getColumn("name", String.class));
                    return found;
                }));
    }

    /** By student: the sealed name and guardians. */
    Map<String, String> sealed(Collection<String> students) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select student, sealed from roster_copy where student = any(:students)")
                        .bindArray("students", String.class, List.copyOf(students))
                        .reduceRows(new HashMap<String, String>(), (found, row) -> {
                            found.put(row.getColumn("student", String.class), row.getColumn("sealed", String.class));
                            return found;
                        }));
    }
}
