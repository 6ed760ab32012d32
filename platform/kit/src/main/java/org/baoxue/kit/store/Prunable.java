package org.baoxue.kit.store;

/** A table that would grow for ever; cleaned now and then, inside a worker's transaction. */
public interface Prunable {

    String name();

    /** Deletes what nobody needs any more; returns how many rows. */
    int prune();
}
