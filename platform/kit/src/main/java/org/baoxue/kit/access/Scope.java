package org.baoxue.kit.access;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How far a caller sees. The same scope is checked here and by row-level security ({@code baoxue_may_see}). */
public sealed interface Scope {

    /** Every child whose school, or whose responsible home, lies under a place code. */
    record Place(String prefix) implements Scope {
        public Place {
            if (prefix.isBlank()) {
                throw new IllegalArgumentException("a place scope needs a code");
            }
        }
    }

    /** Every child of a school. */
    record School(String code) implements Scope {}

    /** The children of some classes of one school. */
    record Classes(String school, Set<String> ids) implements Scope {}

    /** No child at all. */
    record Nothing() implements Scope {}

    /** The value of the setting {@code baoxue.scope} that row-level security reads. */
    default String setting() {
        return switch (this) {
            case Place(var prefix) -> "place:" + prefix;
            case School(var code) -> "school:" + code;
            case Classes(var school, var ids) -> "classes:" + String.join(",", new TreeSet<>(ids));
            case Nothing() -> "nothing";
        };
    }

    /** Whether a row with these codes is within this scope; {@code homePlace} only while that place is responsible. */
    default boolean sees(String place, @Nullable String homePlace, String school, @Nullable String classId) {
        return switch (this) {
            case Place(var prefix) -> place.startsWith(prefix) || (homePlace != null && homePlace.startsWith(prefix));
            case School(var code) -> code.equals(school);
            case Classes(var own, var ids) -> own.equals(school) && classId != null && ids.contains(classId);
            case Nothing() -> false;
        };
    }
}
