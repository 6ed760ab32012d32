package org.baoxue.escalation.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.baoxue.escalation.desk.Views.DutyView;
import org.baoxue.kit.access.Audit;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;

/** A duty that the caller of the running transaction may see; reading it is noted. */
@ApplicationScoped
class VisibleDuties {
    private final DeskStore store;
    private final Audit audit;

    VisibleDuties(DeskStore store, Audit audit) {
        this.store = store;
        this.audit = audit;
    }

    /** 404 where there is none, or none that the caller may see. */
    DutyView one(String id, String operation) {
        DutyView duty = store.duty(id).orElseThrow(VisibleDuties::noSuchDuty);
        Optional.ofNullable(duty.student()).ifPresent(student -> audit.read(operation, student));
        return duty;
    }

    static Problem noSuchDuty() {
        return Problems.notFound("There is no such duty, or none that you may see: list yours at /v1/duties.");
    }
}
