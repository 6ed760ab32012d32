package org.baoxue.kit.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * One caller's program that has lost its way must not keep the others out: beyond {@code baoxue.http.requests-per-second}, on
 * average over ten seconds and for each node, a caller hears 429 and when to come again. Who is unknown is not counted here.
 */
@ApplicationScoped
class RequestLimit {

    private static final int SECONDS_SAVED = 10;
    private static final int CALLERS = 100_000;

    private final SecurityIdentity identity;
    private final Caller caller;
    private final int perSecond;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofSeconds(2 * SECONDS_SAVED))
            .maximumSize(CALLERS)
            .build();

    RequestLimit(
            SecurityIdentity identity,
            Caller caller,
            @ConfigProperty(name = "baoxue.http.requests-per-second") int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException(
                    "baoxue.http.requests-per-second is " + perSecond + ": let it be 1 or more");
        }
        this.identity = identity;
        this.caller = caller;
        this.perSecond = perSecond;
    }

    /** A wrong setting stops the start and not the first request. */
    void start(@Observes StartupEvent started) {
        buckets.invalidateAll();
    }

    @ServerRequestFilter
    void refuseTooMany() {
        if (identity.isAnonymous()) {
            return;
        }
        var probe = buckets.get(caller.person(), person -> full()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw Problems.tooMany(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()),
                    "More than %d requests a second come from you: wait, and say more with each.".formatted(perSecond),
                    new At("header:Authorization", "at most %d requests a second of one caller".formatted(perSecond)));
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity((long) SECONDS_SAVED * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
