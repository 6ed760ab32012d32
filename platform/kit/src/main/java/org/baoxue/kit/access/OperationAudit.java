package org.baoxue.kit.access;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** Keeps who did what to the running service. Call it inside the transaction that does it, as worker. */
@ApplicationScoped
public class OperationAudit {

    private final Jdbi jdbi;
    private final Caller caller;

    OperationAudit(Jdbi jdbi, Caller caller) {
        this.jdbi = jdbi;
        this.caller = caller;
    }

    /**
     * @param operation the operation's id in the OpenAPI file, with what was chosen
     * @param subject the channel, or the topic and the key
     * @param reason as the operator gave it
     * @param records how many records it moved
     */
    public void did(String operation, String subject, String reason, long records) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into operation_audit (at, person, operation, subject, reason, records)
                        values (baoxue_now(), :person, :operation, :subject, :reason, :records)
                        """)
                .bind("person", caller.person())
                .bind("operation", operation)
                .bind("subject", subject)
                .bind("reason", reason)
                .bind("records", records)
                .execute());
    }
}
