package org.baoxue.directory.shipped;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.directory.calendar.Day;

/** Reads the national list of holidays and make-up days. */
final class Holidays {

    private Holidays() {}

    static List<Day> read(InputStream csv) {
        try (var lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return lines.stream()
                    .map(line -> new Day(
                            LocalDate.parse(line.getField("date")),
                            "workday".equals(line.getField("kind")),
                            line.getField("occasion")))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
