package org.baoxue.kit.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;

/** Keeps who read which child's record. Call it inside the reading transaction. */
@ApplicationScoped
public class Audit {

    private final Jdbi jdbi;
    private final Caller caller;

    Audit(Jdbi jdbi, Caller caller) {
        this.jdbi = jdbi;
        this.caller = caller;
    }

    /**
     * @param operation the operation's id in the OpenAPI file
     * @param subject the student's id (or the case's): never a name
     */
    public void read(String operation, String subject) {
        read(operation, List.of(subject));
    }

    /** One page of a list, a row for each child on it, in one statement. */
    public void read(String operation, Collection<String> subjects) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into access_audit (at, person, roles, operation, subject)
                        select distinct on (subject) baoxue_now(), :person, :roles, :operation, subject
                        from unnest(:subjects) as page (subject)
                        """)
                .bind("person", caller.person())
                .bind("roles", String.join(",", new TreeSet<>(caller.roles())))
                .bind("operation", operation)
                .bindArray("subjects", String.class, subjects)
                .execute());
    }
}
