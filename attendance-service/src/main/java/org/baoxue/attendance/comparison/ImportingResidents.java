package org.baoxue.attendance.comparison;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.baoxue.attendance.comparison.RegisterViews.Imported;
import org.baoxue.attendance.comparison.ResidentFile.Resident;
import org.baoxue.attendance.roster.NumberMarks;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.seal.Sealing;
import org.baoxue.kit.store.Transactions;

/** Takes a place's register of residents; of the one before, the lines are dropped, and where they came from is kept. */
@ApplicationScoped
class ImportingResidents {

    private static final int PORTION = 1000;

    private final RegisterStore store;
    private final NumberMarks marks;
    private final Sealing sealing;
    private final Transactions transactions;
    private final Caller caller;
    private final SuiteClock clock;

    ImportingResidents(
            RegisterStore store,
            NumberMarks marks,
            Sealing sealing,
            Transactions transactions,
            Caller caller,
            SuiteClock clock) {
        this.store = store;
        this.marks = marks;
        this.sealing = sealing;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    /** What a resident is called, for whoever is to find the child. */
    record Person(String name, String identityNumber) {}

    /** The place's last file again changes nothing. Either all good lines are taken, or none. */
    Imported take(Path file, String place, LocalDate asOf, String source) {
        caller.mustSee(place, null, "", null);
        var digest = digestOf(file);
        var lines = new ResidentFile(place, asOf);
        return transactions.asWorker(() -> {
            store.lock(place);
            var last = store.last(place);
            if (last.filter(kept -> kept.fileDigest().equals(digest)
                            && kept.asOf().equals(asOf)
                            && kept.source().equals(source))
                    .isPresent()) {
                lines.read(file, resident -> {});
                return new Imported(last.get(), false, lines.lines());
            }
            var id = EventId.of("residents", place, asOf, digest, clock.now()).toString();
            store.begin(id, place, asOf, source, digest, caller.person(), clock.now());
            var portion = new ArrayList<Resident>();
            lines.read(file, resident -> {
                portion.add(resident);
                if (portion.size() == PORTION) {
                    write(id, portion);
                }
            });
            write(id, portion);
            store.finish(id, place, lines.notOfAge(), lines.refused());
            return new Imported(store.last(place).orElseThrow(), true, lines.lines());
        });
    }

    private void write(String register, List<Resident> portion) {
        store.write(
                register,
                portion.stream()
                        .map(one -> new RegisterStore.Line(
                                marks.ofIdentity(one.identityNumber()),
                                one.homePlace(),
                                sealing.seal(Json.write(new Person(one.name(), one.identityNumber())))))
                        .toList());
        portion.clear();
    }

    private static String digestOf(Path file) {
        try (var stream = new DigestInputStream(Files.newInputStream(file), sha256())) {
            stream.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("no SHA-256", broken);
        }
    }
}
