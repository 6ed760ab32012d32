package org.baoxue.local.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.jar.JarFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.baoxue.local.process.Trouble;

/** Unpacks the binaries that Maven brought (a jar with one xz-packed tar inside), once. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    static Path unpack(Path jar, Path home) {
        var done = home.resolve(".unpacked");
        if (Files.exists(done)) {
            return home;
        }
        try (var archive = new JarFile(jar.toFile())) {
            var entry = archive.stream()
                    .filter(candidate -> candidate.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new Trouble(jar + " holds no PostgreSQL: delete it and build again."));
            Files.createDirectories(home);
            try (var tar = new TarArchiveInputStream(
                    new XZCompressorInputStream(new BufferedInputStream(archive.getInputStream(entry))))) {
                copyAll(tar, home);
            }
            Files.createFile(done);
            return home;
        } catch (IOException e) {
            throw new Trouble(
                    "PostgreSQL could not be unpacked into " + home + " (" + e.getMessage()
                            + "): make sure the disk has 200 MB free, then try again.",
                    e);
        }
    }

    private static void copyAll(TarArchiveInputStream tar, Path home) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var target = home.resolve(entry.getName()).normalize();
            if (!target.startsWith(home)) {
                throw new IOException("an entry points outside: " + entry.getName());
            }
            copy(tar, entry, target);
        }
    }

    private static void copy(InputStream content, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            try {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } catch (FileAlreadyExistsException e) {
                return; // an earlier attempt got this far
            }
        } else {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, executable());
            }
        }
    }

    private static Set<PosixFilePermission> executable() {
        return EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_EXECUTE);
    }
}
