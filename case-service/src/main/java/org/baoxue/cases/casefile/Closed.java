package org.baoxue.cases.casefile;

import static org.baoxue.cases.casefile.Outcome.moved;

import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Outcome.Unchanged;

/** Cleared by two persons (销号). */
public record Closed(Ground ground, ClosingReason reason, String proposedBy, String approvedBy) implements Cleared {

    @Override
    public Closed on(Ground other) {
        return new Closed(other, reason, proposedBy, approvedBy);
    }

    @Override
    public Outcome withdrawn(String firing, String why) {
        return ground.firing(firing)
                .filter(Firing::standing)
                .map(known -> moved(on(ground.with(known.fallen())), new Happening.FiringFell(firing, why)))
                .orElseGet(() -> new Unchanged("no such firing stands"));
    }

    @Override
    public Outcome closingApproved(String by) {
        return by.equals(approvedBy) ? new Unchanged("you approved it") : CaseFile.notOpen();
    }
}
