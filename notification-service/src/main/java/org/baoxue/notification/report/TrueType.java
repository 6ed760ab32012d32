package org.baoxue.notification.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A TrueType file, read where it lies: its tables, its characters, its outlines. */
final class TrueType {

    private static final int DIRECTORY = 12;
    private static final int ENTRY = 16;
    private static final int CMAP_OF_ALL_PLANES = 12;
    private static final int CMAP_GROUPS = 16;
    private static final int CMAP_GROUP = 12;
    private static final int LOCA_FORMAT = 50;
    private static final int GLYPH_COUNT = 4;

    private final ByteBuffer file;
    private final Map<String, ByteBuffer> tables = new HashMap<>();
    private final ByteBuffer characters;
    private final boolean longOffsets;

    TrueType(ByteBuffer file) {
        this.file = file;
        int count = file.getShort(4);
        for (int i = 0; i < count; i++) {
            int entry = DIRECTORY + i * ENTRY;
            var tag = new byte[4];
            file.get(entry, tag);
            tables.put(
                    new String(tag, StandardCharsets.US_ASCII), slice(file.getInt(entry + 8), file.getInt(entry + 12)));
        }
        this.characters = charactersOfAllPlanes();
        this.longOffsets = table("head").getShort(LOCA_FORMAT) == 1;
    }

    ByteBuffer table(String tag) {
        var table = tables.get(tag);
        if (table == null) {
            throw new IllegalStateException("this font has no table " + tag);
        }
        return table.duplicate();
    }

    int glyphCount() {
        return Short.toUnsignedInt(table("maxp").getShort(GLYPH_COUNT));
    }

    /** The outline of a glyph; empty for a space. */
    ByteBuffer outline(int glyph) {
        int from = offset(glyph);
        return table("glyf").slice(from, offset(glyph + 1) - from);
    }

    /** The glyph of a character; 0, the sign for what is missing, where the font has none. */
    int glyphOf(int codePoint) {
        int low = 0;
        int high = characters.getInt(12) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int group = CMAP_GROUPS + middle * CMAP_GROUP;
            int first = characters.getInt(group);
            if (codePoint < first) {
                high = middle - 1;
            } else if (codePoint > characters.getInt(group + 4)) {
                low = middle + 1;
            } else {
                return characters.getInt(group + 8) + codePoint - first;
            }
        }
        return 0;
    }

    private int offset(int glyph) {
        var loca = table("loca");
        return longOffsets ? loca.getInt(glyph * 4) : Short.toUnsignedInt(loca.getShort(glyph * 2)) * 2;
    }

    private ByteBuffer charactersOfAllPlanes() {
        var cmap = table("cmap");
        int count = cmap.getShort(2);
        for (int i = 0; i < count; i++) {
            int offset = cmap.getInt(4 + i * 8 + 4);
            if (cmap.getShort(offset) == CMAP_OF_ALL_PLANES) {
                return cmap.slice(offset, cmap.getInt(offset + 4));
            }
        }
        throw new IllegalStateException("this font has no characters beyond the first plane (cmap format 12)");
    }

    private ByteBuffer slice(int offset, int length) {
        return file.slice(offset, length);
    }
}
