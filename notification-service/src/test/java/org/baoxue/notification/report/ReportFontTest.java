package org.baoxue.notification.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFontTest {

    private final ReportFont font = new ReportFont();

    @ParameterizedTest
    @ValueSource(strings = {"东川区铜都街道", "𬱖𠮷㐂䶮", "Zoë Ångström ½", "page 3 of 12", "“未核实”（不足三次）……"})
    void every_character_of_the_page_looks_as_in_the_whole_font(String text) throws IOException {
        try (var some = parsed(font.holding(text));
                var file =
                        Objects.requireNonNull(ReportFont.class.getResourceAsStream("/fonts/LXGWWenKai-Regular.ttf"));
                var whole = parsed(file.readAllBytes())) {
            text.codePoints().forEach(character -> {
                int glyph = glyphOf(whole, character);
                assertThat(glyph).as(Character.toString(character)).isPositive().isEqualTo(glyphOf(some, character));
                assertThat(outline(some, glyph)).isEqualTo(outline(whole, glyph));
            });
        }
    }

    @Test
    void a_page_takes_a_small_part_of_the_font_along() {
        assertThat(font.holding("东川区铜都街道").length).isLessThan(1_000_000);
    }

    @Test
    void a_character_that_no_font_has_is_shown_as_missing() throws IOException {
        try (var some = parsed(font.holding("\uE8FF"))) {
            assertThat(some.getGlyph().getGlyph(0).getNumberOfContours()).isNotZero();
        }
    }

    private static TrueTypeFont parsed(byte[] file) throws IOException {
        return new TTFParser().parse(new RandomAccessReadBuffer(file));
    }

    private static int glyphOf(TrueTypeFont font, int character) {
        return read(() -> font.getUnicodeCmapLookup().getGlyphId(character));
    }

    private static String outline(TrueTypeFont font, int glyph) {
        var path = read(() -> font.getGlyph().getGlyph(glyph));
        if (path == null) {
            return "";
        }
        var drawn = new StringBuilder();
        var points = path.getPath().getPathIterator(null);
        var at = new float[6];
        for (; !points.isDone(); points.next()) {
            drawn.append(points.currentSegment(at));
            for (float value : at) {
                drawn.append(' ').append(value);
            }
        }
        return drawn.toString();
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
