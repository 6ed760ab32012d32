package org.baoxue.directory.place;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshots;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;

/** Takes a file of places as it streams in: a batch, one transaction, a handful of statements. */
@ApplicationScoped
public class PlaceImport {

    private static final int BATCH = 2000;

    /**
     * @param refusals the first hundred
     */
    public record Outcome(
            long lines, long created, long changed, long unchanged, long refused, List<Refusal> refusals) {}

    /** @param code as the line says it; empty where it says none */
    public record Refusal(long line, String code, String why) {}

    /** Runs one batch in a transaction. */
    interface Runner {
        void run(Runnable work);
    }

    private final PlaceStore store;
    private final Places places;
    private final Snapshots snapshots;
    private final Transactions transactions;

    PlaceImport(PlaceStore store, Places places, Snapshots snapshots, Transactions transactions) {
        this.store = store;
        this.places = places;
        this.snapshots = snapshots;
        this.transactions = transactions;
    }

    /** Takes the file that travels with the service: the root of China first, which no file names. */
    public Outcome loadShipped(InputStream csv) {
        var china = new Place(PlaceRules.CHINA, "中国", Level.NATION, null, "Asia/Shanghai");
        transactions.asWorker(() -> {
            snapshots.claimAll(Kind.PLACE);
            write(List.of(china), PlaceRow.Origin.SHIPPED);
        });
        return load(csv, PlaceRow.Origin.SHIPPED, code -> true, transactions::asWorker);
    }

    /** Every line is taken or refused by itself; nothing that stands in one undoes what others had done. */
    Outcome load(InputStream csv, PlaceRow.Origin origin, Predicate<String> allowed, Runner runner) {
        var batch = new PlaceBatch(allowed, store::levels, places::overlaps);
        long number = 1;
        try (var lines = lenient().ofNamedCsvRecord(csv)) {
            for (var line : lines) {
                mustHaveColumns(line);
                number = line.getStartingLineNumber();
                batch.add(PlaceLine.of(line));
                if (batch.size() >= BATCH) {
                    runner.run(() -> take(batch, origin));
                }
            }
        } catch (CsvParseException broken) {
            if (!batch.hasSeenLines()) {
                throw unreadable("CSV as RFC 4180 says");
            }
            batch.breaksOff(number + 1, "line: not CSV as RFC 4180 says; nothing from here on was read");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        batch.lastCall();
        runner.run(() -> take(batch, origin));
        return batch.outcome();
    }

    /** A line with too few or too many fields is that line's fault, not the file's. */
    private static CsvReader.CsvReaderBuilder lenient() {
        return CsvReader.builder()
                .detectBomHeader(true)
                .allowMissingFields(true)
                .allowExtraFields(true);
    }

    private void take(PlaceBatch batch, PlaceRow.Origin origin) {
        snapshots.claimAll(Kind.PLACE);
        var written = write(batch.ready(), origin);
        int created = (int) written.stream().filter(PlaceStore.Written::created).count();
        batch.count(created, written.size() - created);
    }

    private List<PlaceStore.Written> write(List<Place> lines, PlaceRow.Origin origin) {
        var written = store.write(lines, origin);
        snapshots.publish(written.stream().map(PlaceStore.Written::snapshot).toList());
        return written;
    }

    private static void mustHaveColumns(NamedCsvRecord line) {
        if (!line.getHeader().containsAll(List.of("code", "level", "name"))) {
            throw unreadable("the first line names the columns code,level,name and maybe parent,zone");
        }
    }

    private static Problem unreadable(String wanted) {
        return Problems.badRequest(
                "unreadable-file", "This is no CSV file of places.", new Problem.At("/line/1", wanted));
    }
}
