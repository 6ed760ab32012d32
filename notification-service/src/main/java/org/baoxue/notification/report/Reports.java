package org.baoxue.notification.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.baoxue.kit.seal.Sealing;

/** The documents of reports. */
@ApplicationScoped
public class Reports {

    private final ReportStore store;
    private final Sealing sealing;

    Reports(ReportStore store, Sealing sealing) {
        this.store = store;
        this.sealing = sealing;
    }

    /** The latest document of a report: the very bytes whose hash is kept. */
    public Optional<Report.Document> document(String number) {
        return store.document(number)
                .map(found -> new Report.Document(
                        Base64.getDecoder().decode(sealing.open(found.document())), found.sha256()));
    }

    void keep(String number, byte[] pdf) {
        var text = new String(Base64.getEncoder().encode(pdf), StandardCharsets.US_ASCII);
        store.rendered(number, sealing.seal(text), sha256(pdf), pdf.length);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
