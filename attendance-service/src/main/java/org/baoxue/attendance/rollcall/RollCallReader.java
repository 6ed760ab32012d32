package org.baoxue.attendance.rollcall;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file's lines one after the other. */
interface RollCallReader {

    /** What is said in full by now. */
    List<Said> read(String text, long number);

    /** The same of a line that is too long to be read. */
    List<Said> tooLong(long number);

    /** What was begun; nothing follows. */
    List<Said> end();

    /** Nothing is begun: the file may be left here. */
    boolean isBetween();

    /** What the lines to come are read by, where the file has such a thing. */
    @Nullable String header();
}
