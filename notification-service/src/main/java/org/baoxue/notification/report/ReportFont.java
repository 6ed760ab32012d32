package org.baoxue.notification.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The font of the reports travels with the service, rare characters too: 15 MB. It stays on disk; a page takes along the
 * glyphs of its own text alone, because whoever makes the PDF copies the font it is given several times over.
 */
@ApplicationScoped
class ReportFont {

    static final String FAMILY = "LXGW WenKai";
    private static final String RESOURCE = "/fonts/LXGWWenKai-Regular.ttf";
    private static final int FIRST_ASCII = 0x20;
    private static final int LAST_ASCII = 0x7E;

    private final TrueType font;

    ReportFont() {
        this.font = new TrueType(onDisk());
    }

    /** A font with what {@code text} needs, and ASCII for the numbers of pages. */
    byte[] holding(String text) {
        var glyphs = new GlyphSet(font);
        for (int ascii = FIRST_ASCII; ascii <= LAST_ASCII; ascii++) {
            glyphs.add(font.glyphOf(ascii));
        }
        text.codePoints().map(font::glyphOf).forEach(glyphs::add);
        return glyphs.asFont();
    }

    private static ByteBuffer onDisk() {
        try (var resource = ReportFont.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the report's font is missing from the build: " + RESOURCE);
            }
            var file = Files.createTempFile("baoxue-font", ".ttf");
            Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
            try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE)) {
                // what is mapped stays readable when its name is gone: nothing is left behind, however the service ends
                return channel.map(MapMode.READ_ONLY, 0, channel.size());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
