package org.baoxue.notification.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Some glyphs of a font, as a font of their own in which every glyph keeps its number. */
final class GlyphSet {

    private static final int MISSING = 0;
    private static final int COMPONENTS = 10;
    private static final int WORDS = 0x1;
    private static final int SCALE = 0x8;
    private static final int TWO_SCALES = 0x40;
    private static final int MATRIX = 0x80;
    private static final int MORE = 0x20;
    private static final int LOCA_FORMAT = 50;
    private static final short LONG_OFFSETS = 1;

    private final TrueType font;
    private final TreeMap<Integer, ByteBuffer> outlines = new TreeMap<>();

    GlyphSet(TrueType font) {
        this.font = font;
        add(MISSING);
    }

    /** Adds a glyph with those that it is made of. */
    void add(int glyph) {
        if (outlines.containsKey(glyph)) {
            return;
        }
        var outline = font.outline(glyph);
        outlines.put(glyph, outline);
        if (outline.hasRemaining() && outline.getShort(0) < 0) {
            addComponents(outline);
        }
    }

    private void addComponents(ByteBuffer outline) {
        int at = COMPONENTS;
        int flags;
        do {
            flags = outline.getShort(at);
            add(Short.toUnsignedInt(outline.getShort(at + 2)));
            at += 4 + ((flags & WORDS) != 0 ? 4 : 2) + transformation(flags);
        } while ((flags & MORE) != 0);
    }

    private static int transformation(int flags) {
        if ((flags & SCALE) != 0) {
            return 2;
        }
        if ((flags & TWO_SCALES) != 0) {
            return 4;
        }
        return (flags & MATRIX) != 0 ? 8 : 0;
    }

    /** The font's file. Without check sums: nobody asks for them on the way into a PDF. */
    byte[] asFont() {
        var tables = new TreeMap<>(Map.of(
                "OS/2", font.table("OS/2"),
                "cmap", font.table("cmap"),
                "glyf", glyf(),
                "head", head(),
                "hhea", font.table("hhea"),
                "hmtx", font.table("hmtx"),
                "loca", loca(),
                "maxp", font.table("maxp"),
                "name", font.table("name"),
                "post", font.table("post")));
        int directory = 12 + 16 * tables.size();
        var file = ByteBuffer.allocate(
                directory + tables.values().stream().mapToInt(GlyphSet::padded).sum());
        file.putInt(0x00010000).putShort((short) tables.size()).position(12);
        int offset = directory;
        for (var table : tables.entrySet()) {
            var content = table.getValue();
            file.put(table.getKey().getBytes(StandardCharsets.US_ASCII));
            file.putInt(0).putInt(offset).putInt(content.capacity());
            file.put(offset, content, 0, content.capacity());
            offset += padded(content);
        }
        return file.array();
    }

    private ByteBuffer glyf() {
        var glyf = ByteBuffer.allocate(
                outlines.values().stream().mapToInt(GlyphSet::padded).sum());
        int offset = 0;
        for (var outline : outlines.values()) {
            glyf.put(offset, outline, 0, outline.capacity());
            offset += padded(outline);
        }
        return glyf;
    }

    private ByteBuffer loca() {
        int count = font.glyphCount();
        var loca = ByteBuffer.allocate((count + 1) * 4);
        int offset = 0;
        for (int glyph = 0; glyph < count; glyph++) {
            loca.putInt(offset);
            var outline = outlines.get(glyph);
            offset += outline == null ? 0 : padded(outline);
        }
        return loca.putInt(offset).rewind();
    }

    private ByteBuffer head() {
        var head = font.table("head");
        return ByteBuffer.allocate(head.capacity())
                .put(0, head, 0, head.capacity())
                .putShort(LOCA_FORMAT, LONG_OFFSETS);
    }

    private static int padded(ByteBuffer content) {
        return (content.capacity() + 3) & ~3;
    }
}
