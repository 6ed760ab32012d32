package org.baoxue.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A known bug, planted by a test to see that the check that is meant for it can fail: the check passes on what is sound, and
 * the very same check fails by assertion on what is not. What was caught stands in {@code target/planted-faults.txt}, one
 * line each: fault, check, seconds until it was caught, seed where there is one.
 */
public final class Planted {

    private static final Path TABLE = Path.of("target/planted-faults.txt");
    private static final Pattern SEED = Pattern.compile("seed (\\d+)");
    private static final int MILLIS = 1000;

    private Planted() {}

    /** What must hold of its subject; says by an {@link AssertionError} that it does not. */
    @FunctionalInterface
    public interface Check<T> {
        void holds(T of) throws Exception;
    }

    /**
     * @param fault in a few words, for the table
     * @param by the check's name, for the table
     * @throws AssertionError when the check fails on what is sound, or does not on what is not
     */
    public static <T> void isCaught(
            String fault, String by, Supplier<? extends T> sound, Supplier<? extends T> faulty, Check<T> check)
            throws Exception {
        check.holds(sound.get());
        var subject = faulty.get();
        long began = System.nanoTime();
        var noticed = failure(check, subject);
        var took = Duration.ofNanos(System.nanoTime() - began);
        if (noticed == null) {
            throw new AssertionError("not caught by \"" + by + "\": " + fault);
        }
        note(fault, by, took, seed(noticed));
    }

    private static <T> @Nullable AssertionError failure(Check<T> check, T subject) throws Exception {
        try {
            check.holds(subject);
            return null;
        } catch (AssertionError noticed) {
            return noticed;
        }
    }

    private static String seed(AssertionError noticed) {
        return Optional.ofNullable(noticed.getMessage())
                .flatMap(text -> SEED.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .findFirst())
                .orElse("-");
    }

    private static synchronized void note(String fault, String by, Duration took, String seed) {
        var line = String.format(
                Locale.ROOT, "%s | %s | %.1f s | %s%n", fault, by, (double) took.toMillis() / MILLIS, seed);
        try {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
