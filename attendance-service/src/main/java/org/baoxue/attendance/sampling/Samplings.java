package org.baoxue.attendance.sampling;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.baoxue.attendance.sampling.Sampling.Method;
import org.baoxue.attendance.sampling.SamplingViews.SamplingRequest;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;

/** Announces samplings and draws them, once each. */
@ApplicationScoped
class Samplings {

    private final SamplingStore store;
    private final Transactions transactions;
    private final Caller caller;
    private final SuiteClock clock;

    Samplings(SamplingStore store, Transactions transactions, Caller caller, SuiteClock clock) {
        this.store = store;
        this.transactions = transactions;
        this.caller = caller;
        this.clock = clock;
    }

    /** Inside the caller's transaction. */
    Sampling announce(SamplingRequest request, String key) {
        caller.mustSee(request.place(), null, "", null);
        if ((request.perSchool() == null) == (request.percent() == null)) {
            throw untrue(new At("/perSchool", "either perSchool or percent"));
        }
        var digest = request.seedDigest() == null ? null : request.seedDigest();
        var seed = request.seed();
        if ((digest == null) == (seed == null)) {
            throw untrue(new At("/seedDigest", "either the seed's digest or the seed itself"));
        }
        var sampling = new Sampling(
                EventId.of("sampling", caller.person(), key, clock.now()).toString(),
                request.place(),
                request.date(),
                new Method(request.unit(), request.perSchool(), request.percent()),
                digest == null ? digestOf(String.valueOf(seed)) : digest,
                seed,
                caller.person(),
                clock.now(),
                null);
        store.insert(sampling);
        return sampling;
    }

    /** The same seed again changes nothing. */
    Sampling draw(String id, String seed) {
        var announced = transactions.within(caller.scope(), () -> find(id));
        caller.mustSee(announced.place(), null, "", null);
        if (!digestOf(seed).equals(announced.seedDigest())) {
            throw untrue(new At("/seed", "the one whose SHA-256 was announced"));
        }
        return transactions.asWorker(() -> {
            var held = store.hold(id).orElseThrow(Samplings::unknown);
            if (!held.isDrawn()) {
                store.draw(held, seed, clock.now());
            }
            return find(id);
        });
    }

    Sampling find(String id) {
        return store.find(id).orElseThrow(Samplings::unknown);
    }

    private static Problem unknown() {
        return Problems.notFound("There is no such sampling.", new At("path:samplingId", "see GET /v1/samplings"));
    }

    private static Problem untrue(At at) {
        return Problems.unprocessable("sampling-not-true", "This sampling cannot be: mend it as the entry says.", at);
    }

    /** Of its UTF-8 bytes, in hexadecimal. */
    static String digestOf(String seed) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("no SHA-256", broken);
        }
    }
}
