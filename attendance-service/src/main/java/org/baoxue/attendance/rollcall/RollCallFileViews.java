package org.baoxue.attendance.rollcall;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.baoxue.attendance.rollcall.RollCallFile.Format;
import org.jspecify.annotations.Nullable;

/** What files of roll calls are asked and what they answer. */
public final class RollCallFileViews {

    private RollCallFileViews() {}

    /** @param kind DAILY where it is left out */
    public record FileRequest(
            @NotNull Format format, @Nullable Kind kind) {}

    /**
     * @param position so many bytes are done with: the next part begins there
     * @param lines so many lines are done with
     * @param recorded so many roll calls are new, and so on
     * @param completedAt null while more may come
     */
    public record FileView(
            String file,
            Kind kind,
            Format format,
            long position,
            long lines,
            long recorded,
            long corrected,
            long unchanged,
            long refused,
            Instant createdAt,
            @Nullable Instant completedAt) {

        static FileView of(RollCallFile file) {
            var counts = file.counts();
            return new FileView(
                    file.id(),
                    file.kind(),
                    file.format(),
                    file.position(),
                    file.lines(),
                    counts.recorded(),
                    counts.corrected(),
                    counts.unchanged(),
                    counts.refused(),
                    file.createdAt(),
                    file.completedAt());
        }
    }

    /**
     * Why a roll call of the file was not taken.
     *
     * @param line of the file, from 1, in which the fault stands
     * @param fromLine the first line of the roll call, of which nothing was taken
     * @param toLine its last line
     * @param type of the problem
     * @param pointer into the line: a field, in CSV a column
     */
    public record RefusalView(long line, long fromLine, long toLine, String type, String pointer, String detail) {}
}
