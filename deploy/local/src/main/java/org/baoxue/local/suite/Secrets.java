package org.baoxue.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Made up once at the first start of a data folder, kept there in one file that only its owner may read. */
public final class Secrets {
    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> known;

    private Secrets(Path file, Map<String, String> known) {
        this.file = file;
        this.known = known;
    }

    public static Secrets in(Path dataFolder) {
        var file = dataFolder.resolve("secrets");
        try {
            Files.createDirectories(dataFolder);
            return new Secrets(file, read(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** A password that can stand in a URL, a file and a command line. */
    public String password(String name) {
        return keep(name, 24, Base64.getUrlEncoder().withoutPadding());
    }

    /** Keeps what was made up elsewhere. */
    public synchronized void take(String name, String secret) {
        known.put(name, secret);
        write();
    }

    public synchronized boolean knows(String name) {
        return known.containsKey(name);
    }

    /** 32 random bytes in Base64, as AES-256 keys and webhook secrets are written. */
    public String key(String name) {
        return keep(name, 32, Base64.getEncoder());
    }

    private synchronized String keep(String name, int bytes, Base64.Encoder encoder) {
        var secret = known.get(name);
        if (secret == null) {
            var drawn = new byte[bytes];
            random.nextBytes(drawn);
            secret = encoder.encodeToString(drawn);
            known.put(name, secret);
            write();
        }
        return secret;
    }

    private void write() {
        var text = new StringBuilder();
        new TreeMap<>(known)
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            try {
                Files.createFile(file, ownerOnly);
            } catch (FileAlreadyExistsException e) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        var read = new LinkedHashMap<String, String>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    read.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return read;
    }
}
