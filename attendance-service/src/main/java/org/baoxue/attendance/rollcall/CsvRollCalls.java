package org.baoxue.attendance.rollcall;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.baoxue.attendance.rollcall.Asked.Extent;
import org.baoxue.attendance.rollcall.RollCallViews.EntryRequest;
import org.baoxue.attendance.rollcall.RollCallViews.LineRequest;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.problem.Bodies;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** A mark a line; lines of one class, date and session that follow each other are one roll call, in which everybody is named. */
final class CsvRollCalls implements RollCallReader {

    private static final List<String> NEEDED = List.of("class", "date", "session", "student", "mark");
    private static final List<String> OF_ALL = List.of("takenAt", "takenBy", "ifMatch", "reason");
    private static final int MOST_FAULTS = 100;

    private final Bodies bodies;
    private @Nullable String header;
    private final Map<String, Integer> columns = new HashMap<>();
    private @Nullable Begun begun;

    /** The lines of one roll call so far. A line of them that cannot be taken spoils all: nobody is unknown by a slip of the pen. */
    private final class Begun {
        private final List<String> key;
        private final long fromLine;
        private long toLine;
        private final Map<String, String> ofAll = new HashMap<>();
        private final List<Long> lines = new ArrayList<>();
        private final List<EntryRequest> entries = new ArrayList<>();
        private final List<Said.Fault> faults = new ArrayList<>();

        Begun(List<String> key, Map<String, String> row, long number) {
            this.key = key;
            this.fromLine = number;
            NEEDED.subList(0, 3).forEach(name -> ofAll.put(name, value(row, name)));
        }

        void add(long number, Map<String, String> row) {
            toLine = number;
            try {
                if (entries.size() == RollCallViews.LARGEST_CLASS) {
                    throw bad("/class", "at most %d lines of one roll call".formatted(RollCallViews.LARGEST_CLASS));
                }
                var mark = CsvRollCalls.read(row, "mark", Mark::valueOf, "one of " + Arrays.toString(Mark.values()));
                entries.add(bodies.valid(new EntryRequest(value(row, "student"), mark)));
                lines.add(number);
                OF_ALL.forEach(name -> agree(name, row.get(name)));
            } catch (Problem spoilt) {
                spoil(number, spoilt);
            }
        }

        private void agree(String name, @Nullable String said) {
            var before = said == null ? null : ofAll.putIfAbsent(name, said);
            if (before != null && !before.equals(said)) {
                throw bad("/" + name, "the same in all lines of a roll call");
            }
        }

        void spoil(long number, Problem problem) {
            toLine = number;
            if (faults.size() < MOST_FAULTS) {
                faults.add(new Said.Fault(number, problem));
            }
        }

        Said said() {
            if (!faults.isEmpty()) {
                return new Said.Unreadable(fromLine, toLine, List.copyOf(faults));
            }
            try {
                return bodies.valid(request(ofAll, entries)).said(List.copyOf(lines), true);
            } catch (Problem unreadable) {
                return new Said.Unreadable(fromLine, toLine, List.of(new Said.Fault(fromLine, unreadable)));
            }
        }
    }

    /** @param header of the file, where its first part was read before */
    CsvRollCalls(Bodies bodies, @Nullable String header) {
        this.bodies = bodies;
        if (header != null) {
            readHeader(header);
        }
    }

    @Override
    public List<Said> read(String text, long number) {
        if (header == null) {
            readHeader(text);
            return List.of();
        }
        if (text.isBlank()) {
            return List.of();
        }
        try {
            var row = row(text);
            return add(
                    NEEDED.subList(0, 3).stream().map(name -> value(row, name)).toList(), row, number);
        } catch (Problem unreadable) {
            return spoil(number, unreadable);
        }
    }

    @Override
    public List<Said> tooLong(long number) {
        return spoil(number, RollCallFiles.lineTooLong());
    }

    private List<Said> add(List<String> key, Map<String, String> row, long number) {
        List<Said> said = begun != null && !begun.key.equals(key) ? end() : List.of();
        if (begun == null) {
            begun = new Begun(key, row, number);
        }
        begun.add(number, row);
        return said;
    }

    /** Of which roll call a line is that cannot be read, nobody can tell: of the one that it stands in. */
    private List<Said> spoil(long number, Problem problem) {
        if (begun == null) {
            return List.of(Said.Unreadable.line(number, problem));
        }
        begun.spoil(number, problem);
        return List.of();
    }

    @Override
    public List<Said> end() {
        var ended = begun;
        begun = null;
        return ended == null ? List.of() : List.of(ended.said());
    }

    private static LineRequest request(Map<String, String> ofAll, List<EntryRequest> entries) {
        return new LineRequest(
                value(ofAll, "class"),
                Values.date(value(ofAll, "date"), "/date"),
                value(ofAll, "session"),
                Extent.ALL,
                List.copyOf(entries),
                optional(ofAll, "takenAt", CsvRollCalls::instant, "an instant such as 2026-10-12T00:05:00Z"),
                optional(ofAll, "takenBy", Function.identity(), ""),
                optional(ofAll, "ifMatch", Integer::valueOf, "the revision that is corrected"),
                optional(
                        ofAll,
                        "reason",
                        CorrectionReason::valueOf,
                        "one of " + Arrays.toString(CorrectionReason.values())));
    }

    private static Instant instant(String text) {
        var instant = Instant.parse(text);
        if (!org.baoxue.kit.web.Asked.isOrdinary(instant)) {
            throw new DateTimeException("beyond all use");
        }
        return instant;
    }

    @Override
    public boolean isBetween() {
        return begun == null;
    }

    @Override
    public @Nullable String header() {
        return header;
    }

    private void readHeader(String text) {
        var names = fields(text);
        for (int i = 0; i < names.size(); i++) {
            columns.putIfAbsent(names.get(i).strip(), i);
        }
        if (!columns.keySet().containsAll(NEEDED)) {
            columns.clear();
            throw Problems.badRequest(
                    "no-header",
                    "The first line of a CSV file names its columns.",
                    new At("", "class,date,session,student,mark; also takenAt, takenBy, ifMatch, reason"));
        }
        header = text;
    }

    private Map<String, String> row(String text) {
        var fields = fields(text);
        var row = new HashMap<String, String>();
        columns.forEach((name, index) -> {
            if (index < fields.size() && !fields.get(index).isBlank()) {
                row.put(name, fields.get(index).strip());
            }
        });
        return row;
    }

    private static List<String> fields(String text) {
        if (text.indexOf('"') < 0) {
            return List.of(text.split(",", -1));
        }
        try (var csv = CsvReader.builder().ofCsvRecord(text)) {
            var records = csv.iterator();
            var fields = records.next().getFields();
            if (records.hasNext()) {
                throw bad("", "CSV, each line for itself, ended by a line feed");
            }
            return fields;
        } catch (CsvParseException broken) {
            throw bad("", "CSV, each line for itself");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String value(Map<String, String> row, String name) {
        var value = row.get(name);
        if (value == null) {
            throw bad("/" + name, "must not be empty");
        }
        return value;
    }

    private static <T> T read(Map<String, String> row, String name, Function<String, T> reading, String mend) {
        try {
            return reading.apply(value(row, name));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw bad("/" + name, mend);
        }
    }

    private static <T> @Nullable T optional(
            Map<String, String> row, String name, Function<String, T> reading, String mend) {
        return row.containsKey(name) ? read(row, name, reading, mend) : null;
    }

    private static Problem bad(String pointer, String mend) {
        return Problems.badRequest(
                "invalid-request", "Some fields are not valid: mend each as its entry says.", new At(pointer, mend));
    }
}
