package org.baoxue.kit.store;

/**
 * Fired inside a transaction that writes state or events. Who waits for work observes it after the commit and looks at
 * once, instead of at the next turn of its poll; other nodes poll.
 */
public record Changed() {}
