package org.baoxue.notification.plan;

import org.jspecify.annotations.Nullable;

/** Whom a notice speaks of, by the codes it is reachable by; {@code classId} and {@code student} as far as it speaks of one. */
public record Subject(
        String school,
        String place,
        @Nullable String homePlace,
        @Nullable String classId,
        @Nullable String student,
        @Nullable String spell) {}
