package org.baoxue.attendance.oneroster;

import java.util.ArrayList;
import java.util.List;

/**
 * What an import did with each line.
 *
 * @param ended how many children it no longer has: they are withdrawn
 * @param rejected how many lines were not taken
 * @param lines the first of them, each with what is wrong
 */
public record ImportReport(int created, int changed, int unchanged, int ended, int rejected, List<Line> lines) {

    /** @param line in the file, 1 is its header; {@code field} the column that is wrong */
    public record Line(String file, long line, String field, String detail) {}

    /** Gathers a report. */
    static final class Draft {

        private static final int SHOWN = 1000;

        private int created;
        private int changed;
        private int unchanged;
        private int ended;
        private int rejected;
        private final List<Line> lines = new ArrayList<>();

        void created() {
            created++;
        }

        void changed() {
            changed++;
        }

        void unchanged() {
            unchanged++;
        }

        void ended() {
            ended++;
        }

        void reject(String file, long line, String field, String detail) {
            rejected++;
            if (lines.size() < SHOWN) {
                lines.add(new Line(file, line, field, detail));
            }
        }

        ImportReport finish() {
            return new ImportReport(created, changed, unchanged, ended, rejected, List.copyOf(lines));
        }
    }
}
