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
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Bodies bodies;
    private @Nullable String header;
    private final Map<String, Integer> columns = new HashMap<>();
    private @Nullable Begun begun;

    /** The lines of one roll call so far: what its first one says of all of it, and each mark. */
    private record Begun(List<String> key, Map<String, String> first, List<Long> lines, List<EntryRequest> entries) {}

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
            return read(row(text), number);
        } catch (Problem unreadable) {
            var said = new ArrayList<>(end());
            said.add(new Said.Unreadable(number, unreadable));
            return said;
        }
    }

    private List<Said> read(Map<String, String> row, long number) {
        var key = NEEDED.subList(0, 3).stream().map(name -> value(row, name)).toList();
        var entry = new EntryRequest(
                value(row, "student"), read(row, "mark", Mark::valueOf, "one of " + Arrays.toString(Mark.values())));
        List<Said> said = begun != null && !begun.key().equals(key) ? end() : List.of();
        if (begun == null) {
            begun = new Begun(key, row, new ArrayList<>(), new ArrayList<>());
        }
        begun.lines().add(number);
        begun.entries().add(entry);
        return said;
    }

    @Override
    public List<Said> end() {
        var ended = begun;
        begun = null;
        if (ended == null) {
            return List.of();
        }
        try {
            return List.of(bodies.valid(request(ended.first(), ended.entries())).said(List.copyOf(ended.lines())));
        } catch (Problem unreadable) {
            return List.of(new Said.Unreadable(ended.lines().getFirst(), unreadable));
        }
    }

    private static LineRequest request(Map<String, String> first, List<EntryRequest> entries) {
        return new LineRequest(
                value(first, "class"),
                Values.date(value(first, "date"), "/date"),
                value(first, "session"),
                Extent.ALL,
                List.copyOf(entries),
                optional(first, "takenAt", Instant::parse, "an instant such as 2026-10-12T00:05:00Z"),
                optional(first, "takenBy", Function.identity(), ""),
                optional(first, "ifMatch", Integer::valueOf, "the revision that is corrected"),
                optional(
                        first,
                        "reason",
                        CorrectionReason::valueOf,
                        "one of " + Arrays.toString(CorrectionReason.values())));
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
        var names = fields(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
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
            if (index < fields.size() && !fields.get(index).isEmpty()) {
                row.put(name, fields.get(index));
            }
        });
        return row;
    }

    private static List<String> fields(String text) {
        if (text.indexOf('"') < 0) {
            return List.of(text.split(",", -1));
        }
        try (var csv = CsvReader.builder().ofCsvRecord(text)) {
            return csv.iterator().next().getFields();
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
