package org.baoxue.directory.snapshot;

import java.util.List;

/** Where the snapshots of one kind come from. */
public interface SnapshotSource {

    Kind kind();

    /**
     * The snapshots after a code, in the order of codes, their rows locked against writers until the transaction ends: what
     * is published again must not overtake a change.
     */
    List<Snapshot> after(String code, int limit);
}
