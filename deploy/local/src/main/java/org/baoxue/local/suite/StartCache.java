package org.baoxue.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What the JVM learned of a program in one whole run (JEP 514), kept beside the program: the next start loads its classes
 * linked instead of reading them. The first demo learns; a newer program is learned anew; a start without it is only slower.
 */
public final class StartCache {
    private final Path program;
    private final Path cache;

    private StartCache(Path program, Path cache) {
        this.program = program;
        this.cache = cache;
    }

    /** Of a service: in the folder of its jar, which a new build empties. */
    public static StartCache of(Path jar) {
        return new StartCache(jar, jar.resolveSibling("start.aot"));
    }

    /** Of a program on a class path, which changes with the folder of its jars. */
    public static StartCache of(Path folder, Path cache) {
        return new StartCache(folder, cache);
    }

    /** What the JVM must be told; empty when nothing was learned and nothing is to be. */
    public List<String> options(boolean learn) {
        if (isFresh()) {
            return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error");
        }
        return learn ? List.of("-XX:AOTCacheOutput=" + learned(), "-Xlog:aot*=error") : List.of();
    }

    boolean isFresh() {
        return Files.exists(cache)
                && cache.toFile().lastModified() >= program.toFile().lastModified();
    }

    /** Takes over what a run has written after its ordered end. */
    void keep() {
        try {
            if (Files.exists(learned())) {
                Files.move(learned(), cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + cache, e);
        }
    }

    private Path learned() {
        return cache.resolveSibling(cache.getFileName() + ".new");
    }
}
