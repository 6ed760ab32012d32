package org.baoxue.attendance.oneroster;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.BoundedStream;

/** The CSV files of one import, read line by line: single files, or the entries of a zip. */
final class CsvFiles implements AutoCloseable {

    private interface Source {
        InputStream open() throws IOException;
    }

    private static final List<String> NEEDED = List.of("classes.csv", "users.csv", "enrollments.csv");
    private static final long LARGEST_BYTES = 256L << 20;

    private final Map<String, Source> sources = new TreeMap<>();
    private final List<ZipFile> zips;

    private CsvFiles(List<ZipFile> zips) {
        this.zips = zips;
    }

    static CsvFiles ofZip(Path zip) {
        try {
            var file = new ZipFile(zip.toFile());
            var files = new CsvFiles(List.of(file));
            file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> files.sources.put(baseName(entry.getName()), () -> file.getInputStream(entry)));
            return files.complete();
        } catch (ZipException notZip) {
            throw unreadable("the body", "a zip of OneRoster 1.2 CSV files");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static CsvFiles ofFiles(Map<String, Path> byName) {
        var files = new CsvFiles(List.of());
        byName.forEach((name, path) -> files.sources.put(baseName(name), () -> Files.newInputStream(path)));
        return files.complete();
    }

    /** Gives each line to {@code line}; a file that is missing has none. */
    void read(String name, Consumer<NamedCsvRecord> line) {
        var source = sources.get(name);
        if (source == null) {
            return;
        }
        var readable = "a readable CSV file of at most %d bytes".formatted(LARGEST_BYTES);
        try (var stream = new BufferedInputStream(
                        new BoundedStream(source.open(), LARGEST_BYTES, () -> unreadable(name, readable)));
                var csv = lenient().ofNamedCsvRecord(stream)) {
            for (var row : csv) {
                line.accept(row);
            }
        } catch (CsvParseException broken) {
            throw unreadable(name, "CSV with a header line: " + String.valueOf(broken.getMessage()));
        } catch (IOException | UncheckedIOException broken) {
            throw unreadable(name, readable);
        }
    }

    /** A line with too few or too many fields is that line's fault, not the file's. */
    private static CsvReader.CsvReaderBuilder lenient() {
        return CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .detectBomHeader(true);
    }

    private CsvFiles complete() {
        for (var needed : NEEDED) {
            if (!sources.containsKey(needed)) {
                close();
                throw unreadable(needed, "an import needs " + String.join(", ", NEEDED));
            }
        }
        return this;
    }

    private static String baseName(String name) {
        return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private static Problem unreadable(String file, String detail) {
        return Problems.badRequest(
                "unreadable-import", "This import cannot be read.", new Problem.At("file:" + file, detail));
    }

    @Override
    public void close() {
        for (var zip : zips) {
            try {
                zip.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
