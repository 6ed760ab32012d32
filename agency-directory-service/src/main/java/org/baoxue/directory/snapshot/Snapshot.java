package org.baoxue.directory.snapshot;

import java.time.Instant;

/**
 * The whole state of one thing.
 *
 * @param revision grows with every change, also over a removal
 * @param body what consumers read
 * @param at when it last changed
 */
public record Snapshot(Kind kind, String code, long revision, Object body, Instant at) {}
