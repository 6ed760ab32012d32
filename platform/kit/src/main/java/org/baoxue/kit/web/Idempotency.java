package org.baoxue.kit.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Prunable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Answers the repeat of a write as its first time: for writes that have no natural key. An answer is kept for
 * {@code baoxue.idempotency.keep}: a key sent again after that is a new write.
 */
@ApplicationScoped
public class Idempotency implements Prunable {

    public record Kept(String requestHash, String body) {}

    private final Jdbi jdbi;
    private final Caller caller;
    private final Duration keep;

    Idempotency(Jdbi jdbi, Caller caller, @ConfigProperty(name = "baoxue.idempotency.keep") Duration keep) {
        this.jdbi = jdbi;
        this.caller = caller;
        this.keep = keep;
    }

    /**
     * Does {@code write} once for this caller, operation and key; call it inside the writing transaction. Two at the same
     * time: the second waits and then answers as the first.
     *
     * @param key the header {@code Idempotency-Key}; null: 400
     * @param request what was asked: another request under the same key is 422
     */
    public <T> T once(String operation, @Nullable String key, Object request, Class<T> answer, Supplier<T> write) {
        if (key == null || key.isBlank() || key.length() > 200) {
            throw Problems.badRequest(
                    "idempotency-key-missing",
                    "This write needs a key of your choice, so that sending it again does not do it twice.",
                    new Problem.At("header:Idempotency-Key", "send a value unique to this write, 1 to 200 characters"));
        }
        var hash = EventId.of(Json.write(request)).toString();
        lock(operation, key);
        var kept = find(operation, key);
        if (kept == null) {
            var fresh = write.get();
            keep(operation, key, hash, Json.write(fresh));
            return fresh;
        }
        if (!kept.requestHash().equals(hash)) {
            throw Problems.unprocessable(
                    "idempotency-key-reused",
                    "This key was used for another request: choose a new one.",
                    new Problem.At("header:Idempotency-Key", "unique to each write"));
        }
        return Json.read(kept.body(), answer);
    }

    private void lock(String operation, String key) {
        jdbi.useHandle(handle -> handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))::text")
                .bind("key", caller.person() + "|" + operation + "|" + key)
                .mapTo(String.class)
                .one());
    }

    private @Nullable Kept find(String operation, String key) {
        return jdbi.withHandle(handle -> handle.createQuery("select request_hash, body from idempotent_answer"
                        + " where caller = :caller and operation = :operation and key = :key")
                .bind("caller", caller.person())
                .bind("operation", operation)
                .bind("key", key)
                .map(ConstructorMapper.of(Kept.class))
                .findOne()
                .orElse(null));
    }

    private void keep(String operation, String key, String hash, String body) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into idempotent_answer"
                        + " (caller, operation, key, request_hash, status, body, answered_at)"
                        + " values (:caller, :operation, :key, :hash, 200, :body, baoxue_now())")
                .bind("caller", caller.person())
                .bind("operation", operation)
                .bind("key", key)
                .bind("hash", hash)
                .bind("body", body)
                .execute());
    }

    @Override
    public String name() {
        return "idempotent_answer";
    }

    @Override
    public int prune() {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from idempotent_answer where answered_at < baoxue_now() - cast(:keep as interval)")
                .bind("keep", keep.toString())
                .execute());
    }
}
