package org.baoxue.attendance.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.baoxue.attendance.rollcall.Lines.Line;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void each_line_says_where_it_ends_and_whether_it_is_whole() throws IOException {
        assertThat(lines("ab\r\n\n学生", 100))
                .containsExactly(new Line("ab", 104, true), new Line("", 105, true), new Line("学生", 111, false));
        assertThat(lines("", 7)).isEmpty();
        assertThat(lines("a\n", 0)).containsExactly(new Line("a", 2, true));
        assertThat(lines("\uFEFFa\n\uFEFFb\n", 0))
                .as("a byte order mark is one at the beginning of a file only")
                .containsExactly(new Line("a", 5, true), new Line("\uFEFFb", 10, true));
    }

    @Test
    void what_is_longer_than_a_line_may_be_is_passed_over() throws IOException {
        var found = lines("x".repeat((1 << 17) + 1) + "\nb\n" + "y".repeat(1 << 17) + "\n", 0);
        assertThat(found.get(0)).isEqualTo(new Line(null, (1 << 17) + 2, true));
        assertThat(found.get(1).text()).isEqualTo("b");
        assertThat(found.get(2).text()).hasSize(1 << 17);
    }

    /** However the bytes arrive, the lines are those that splitting the whole gives. */
    @Test
    void it_makes_no_difference_how_the_bytes_come() throws IOException {
        var random = new Random(20_261_012);
        for (int n = 0; n < 200; n++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(400); i > 0; i--) {
                text.append(random.nextInt(7) == 0 ? "\n" : random.nextInt(3) == 0 ? "保" : "a");
            }
            var found = new ArrayList<String>();
            long end = 0;
            for (var line : read(new Trickle(text.toString(), random), 0)) {
                found.add(String.valueOf(line.text()) + (line.closed() ? "\n" : ""));
                end = line.end();
            }
            assertThat(String.join("", found)).isEqualTo(text.toString());
            assertThat(end).isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
        }
    }

    private static List<Line> lines(String text, long position) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), position);
    }

    private static List<Line> read(InputStream stream, long position) throws IOException {
        var lines = new Lines(stream, position);
        var found = new ArrayList<Line>();
        for (var line = lines.next(); line != null; line = lines.next()) {
            found.add(line);
        }
        return found;
    }

    /** Gives a few bytes at a time. */
    private static final class Trickle extends ByteArrayInputStream {
        private final Random random;

        Trickle(String text, Random random) {
            super(text.getBytes(StandardCharsets.UTF_8));
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(5)));
        }
    }
}
