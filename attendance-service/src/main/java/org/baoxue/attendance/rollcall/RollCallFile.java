package org.baoxue.attendance.rollcall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of roll calls, as far as it was taken.
 *
 * @param position so many of its bytes are done with
 * @param lines so many of its lines
 * @param header of a CSV file that has begun
 * @param completedAt null while more may come
 */
record RollCallFile(
        String id,
        Kind kind,
        Format format,
        String createdBy,
        Instant createdAt,
        long position,
        long lines,
        @Nullable String header,
        Counts counts,
        @Nullable Instant completedAt) {

    enum Format {
        /** A class's roll call a line. */
        NDJSON,
        /** A mark a line, those of a roll call together. */
        CSV
    }

    /** What became of its roll calls. */
    record Counts(long recorded, long corrected, long unchanged, long refused) {

        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts and(Result result) {
            return switch (result) {
                case Result.Recorded(var rollCall)
                when rollCall.revision() == 1 -> new Counts(recorded + 1, corrected, unchanged, refused);
                case Result.Recorded correction -> new Counts(recorded, corrected + 1, unchanged, refused);
                case Result.Unchanged same -> new Counts(recorded, corrected, unchanged + 1, refused);
                case Result.Refused none -> andRefused();
            };
        }

        Counts andRefused() {
            return new Counts(recorded, corrected, unchanged, refused + 1);
        }
    }

    boolean isComplete() {
        return completedAt != null;
    }

    RollCallFile read(long toPosition, long toLine, @Nullable String withHeader, Counts now) {
        return new RollCallFile(
                id, kind, format, createdBy, createdAt, toPosition, toLine, withHeader, now, completedAt);
    }

    RollCallFile completed(Instant at) {
        return new RollCallFile(id, kind, format, createdBy, createdAt, position, lines, header, counts, at);
    }
}
