package org.baoxue.attendance.comparison;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.baoxue.attendance.code.Codes;
import org.baoxue.attendance.web.Values;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A register of residents as a CSV file, read line by line, never as a whole.
 *
 * <p>Its columns are identityNumber, name and homePlace; others are left alone. A line that cannot be taken is told of and keeps no
 * other from being taken.
 */
final class ResidentFile {

    /** Whoever is of school age. */
    record Resident(String identityNumber, String name, String homePlace) {}

    /** @param line in the file, 1 is its header */
    public record RefusedLine(long line, String field, String detail) {}

    private static final List<String> COLUMNS = List.of("identityNumber", "name", "homePlace");
    private static final int LONGEST_NAME = 100;
    private static final int SHOWN = 1000;

    private final String place;
    private final LocalDate asOf;
    private final Map<String, Long> lines = new HashMap<>();
    private final List<RefusedLine> first = new ArrayList<>();
    private int refused;
    private int notOfAge;

    ResidentFile(String place, LocalDate asOf) {
        this.place = place;
        this.asOf = asOf;
    }

    /** Gives each resident of school age once. */
    void read(Path file, Consumer<Resident> resident) {
        try (var csv = CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .detectBomHeader(true)
                .ofNamedCsvRecord(file)) {
            boolean any = false;
            for (var row : csv) {
                if (!any && !row.getHeader().containsAll(COLUMNS)) {
                    throw noHeader();
                }
                any = true;
                line(row, resident);
            }
            if (!any) {
                throw noHeader();
            }
        } catch (CsvParseException | IOException | UncheckedIOException broken) {
            throw Problems.badRequest(
                    "unreadable-import",
                    "This import cannot be read.",
                    new At("", "CSV in UTF-8 with the header identityNumber,name,homePlace"));
        }
    }

    private void line(NamedCsvRecord row, Consumer<Resident> resident) {
        long number = row.getStartingLineNumber();
        var identity = field(row, "identityNumber").toUpperCase(Locale.ROOT);
        var name = field(row, "name");
        var home = field(row, "homePlace");
        var fault = fault(identity, name, home);
        var before = fault == null ? lines.putIfAbsent(identity, number) : null;
        if (before != null) {
            refuse(number, "identityNumber", "stands in line " + before + " already");
        } else if (fault != null) {
            refuse(number, fault.pointer(), fault.detail());
        } else if (SchoolAge.includes(Codes.bornBy(identity), asOf)) {
            resident.accept(new Resident(identity, name, home));
        } else {
            notOfAge++;
        }
    }

    private @Nullable At fault(String identity, String name, String home) {
        var number = Codes.IDENTITY_NUMBER.fault(identity);
        if (number.isPresent()) {
            return new At("identityNumber", number.get());
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return new At("name", "1 to " + LONGEST_NAME + " characters");
        }
        if (!home.matches(Values.PLACE)) {
            return new At("homePlace", Values.PLACE_MESSAGE);
        }
        return home.startsWith(place)
                ? Codes.PLACE.fault(home).map(mend -> new At("homePlace", mend)).orElse(null)
                : new At("homePlace", "a place within " + place);
    }

    private static String field(NamedCsvRecord row, String name) {
        return row.findField(name).map(String::strip).orElse("");
    }

    private void refuse(long line, String field, String detail) {
        refused++;
        if (first.size() < SHOWN) {
            first.add(new RefusedLine(line, field, detail));
        }
    }

    int notOfAge() {
        return notOfAge;
    }

    int refused() {
        return refused;
    }

    /** The first of the lines that cannot be taken. */
    List<RefusedLine> lines() {
        return List.copyOf(first);
    }

    private static Problem noHeader() {
        return Problems.badRequest(
                "no-header",
                "The first line of a CSV file names its columns.",
                new At("", String.join(",", COLUMNS) + ", and at least one line below"));
    }
}
