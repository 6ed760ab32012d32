package org.baoxue.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Layout;

/** Marks a folder whose data must last, since a demo begins by emptying its own. */
final class Lasting {
    private Lasting() {}

    static void mark(Layout layout) {
        try {
            Files.createDirectories(layout.data());
            Files.writeString(file(layout), "The data of ./baoxue up; a demo refuses this folder.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + layout.data(), e);
        }
    }

    static void refuse(Layout layout) {
        if (Files.exists(file(layout))) {
            throw new Trouble(layout.data() + " holds the lasting data of ./baoxue up, and a demo would delete it:"
                    + " choose another folder with --data-dir.");
        }
    }

    private static Path file(Layout layout) {
        return layout.data().resolve("lasting");
    }
}
