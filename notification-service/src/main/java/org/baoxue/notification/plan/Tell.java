package org.baoxue.notification.plan;

import java.time.Instant;

/**
 * One entry of what a rule wants told.
 *
 * @param list goes into the one list that the audience gets in the quarter of an hour of {@code at}; that of its due time lies a fixed lead later
 */
public record Tell(PostRef audience, String occasion, Instant at, boolean list) {}
