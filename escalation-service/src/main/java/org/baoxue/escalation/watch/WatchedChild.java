package org.baoxue.escalation.watch;

import org.baoxue.escalation.duty.Scopes;
import org.jspecify.annotations.Nullable;

/** Where a child belongs now: the codes by which its rows are reached. */
public record WatchedChild(
        String student,
        String school,
        String place,
        @Nullable String homePlace,
        String classId) {
    /** @param county of the school's place */
    public Scopes scopes(String county) {
        return new Scopes(student, classId, school, place, county, homePlace == null ? place : homePlace);
    }
}
