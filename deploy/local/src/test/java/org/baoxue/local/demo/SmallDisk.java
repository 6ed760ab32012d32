package org.baoxue.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk of its own for a folder, small enough to be filled; where the system lets nobody mount one, there is none. */
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4096;
    private static final String SIZE = "1g";

    private final Path folder;
    private final boolean mounted;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** The folder is on the disk from now on, empty. */
    static SmallDisk at(Path folder) throws IOException {
        Files.createDirectories(folder);
        var options = "size=" + SIZE + ",mode=0700";
        return new SmallDisk(folder, run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()));
    }

    /** A run that was broken off may have left one. */
    static void forget(Path folder) {
        while (run("umount", folder.toString())) {
            Stage.say("a disk that was left at " + folder + " is gone");
        }
    }

    boolean isThere() {
        return mounted;
    }

    /** To the last block. */
    void fill() throws IOException {
        try (var file =
                FileChannel.open(folder.resolve("ballast"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int size = BLOCK * 256; size >= BLOCK; size /= 2) {
                fill(file, size);
            }
        }
    }

    private static void fill(FileChannel file, int size) {
        try {
            while (file.write(ByteBuffer.allocate(size)) == size) {
                Thread.onSpinWait();
            }
        } catch (IOException full) {
            return; // as was wanted
        }
    }

    void makeRoom() throws IOException {
        Files.delete(folder.resolve("ballast"));
    }

    @Override
    public void close() {
        if (mounted) {
            run("umount", folder.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
