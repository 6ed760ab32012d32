package org.baoxue.attendance.rollcall;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.baoxue.kit.event.EventId;
import org.jspecify.annotations.Nullable;

/** What somebody says about one class at one session. */
public sealed interface Asked {

    String classId();

    @Nullable Instant takenAt();

    @Nullable String takenBy();

    /** One child's mark. */
    record Entry(String student, Mark mark) {}

    /** ALL names every member and leaves the rest unknown; EXCEPTIONS takes the rest as present. */
    enum Extent {
        ALL,
        EXCEPTIONS
    }

    /**
     * The class as a whole was checked.
     *
     * @param ifMatch the revision that is to be corrected
     * @param pointer where this stands in the request: empty, or {@code /classes/3}
     */
    record Whole(
            String classId,
            Extent extent,
            List<Entry> entries,
            @Nullable Instant takenAt,
            @Nullable String takenBy,
            @Nullable Integer ifMatch,
            @Nullable CorrectionReason reason,
            String pointer)
            implements Asked {

        /** The same whenever the same is said, in whatever order. */
        UUID identity() {
            Map<String, Mark> sorted = new TreeMap<>();
            entries.forEach(entry -> sorted.put(entry.student(), entry.mark()));
            return EventId.of(extent, sorted);
        }
    }

    /**
     * Somebody reports one child only and says nothing of the others.
     *
     * @param mark null: what was reported is taken back
     */
    record OneChild(
            String classId,
            String student,
            @Nullable Mark mark,
            @Nullable String takenBy) implements Asked {

        @Override
        public @Nullable Instant takenAt() {
            return null;
        }
    }
}
