package org.baoxue.local.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The real places of Dongchuan and the national holidays of 2026, from the files that travel with the module. */
final class Townships {
    record Township(String code, String name) {}

    private Townships() {}

    static List<Township> ofDongchuan() {
        return records("/dongchuan/divisions.csv").stream()
                .filter(line -> line.getField("level").equals("township"))
                .map(line -> new Township(line.getField("code").substring(0, 9), line.getField("name")))
                .toList();
    }

    static String placesCsv() {
        return text("/dongchuan/divisions.csv");
    }

    static List<NamedCsvRecord> holidays() {
        return records("/dongchuan/holidays-2026.csv");
    }

    private static List<NamedCsvRecord> records(String resource) {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(text(resource))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String resource) {
        try (var file = Townships.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
