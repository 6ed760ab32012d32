package org.baoxue.cases.casefile;

import org.baoxue.cases.casefile.Outcome.Unchanged;

/** What opened it turned out wrong; the entry and its history stay readable. */
public record OpenedInError(Ground ground) implements Cleared {

    @Override
    public OpenedInError on(Ground other) {
        return new OpenedInError(other);
    }

    @Override
    public Outcome withdrawn(String firing, String reason) {
        return new Unchanged("opened in error already");
    }
}
