package org.baoxue.escalation.duty;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A day rule fired: once for each spell, rule and revision. What it takes outside the school may go later.
 *
 * @param dueAt when it was due to fire
 * @param unwatermarked it fired without knowing that every post of the day had been seen
 */
public record Firing(
        String id,
        String rule,
        int revision,
        int day,
        Instant dueAt,
        Instant firedAt,
        boolean late,
        boolean unwatermarked,
        Outside outside,
        boolean withdrawn) {

    public enum Outside {
        /** Something waits before it may leave the school. */
        WAITING,
        /** It went, or there was nothing to go. */
        RELEASED,
        /** It went without anybody having looked at the presumed days. */
        UNVERIFIED,
        /** The absence ended before it went. */
        DROPPED
    }

    static String idOf(String spell, String rule, int revision) {
        String name = "firing/" + spell + "/" + rule + "/" + revision;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    Firing outside(Outside next) {
        return new Firing(id, rule, revision, day, dueAt, firedAt, late, unwatermarked, next, withdrawn);
    }

    Firing taken() {
        return new Firing(id, rule, revision, day, dueAt, firedAt, late, unwatermarked, outside, true);
    }
}
