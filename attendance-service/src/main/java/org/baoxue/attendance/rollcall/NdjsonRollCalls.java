package org.baoxue.attendance.rollcall;

import java.util.List;
import org.baoxue.attendance.rollcall.RollCallViews.LineRequest;
import org.baoxue.kit.problem.Bodies;
import org.baoxue.kit.problem.Problem;
import org.jspecify.annotations.Nullable;

/** A class's roll call a line, in JSON. */
record NdjsonRollCalls(Bodies bodies) implements RollCallReader {

    @Override
    public List<Said> read(String text, long number) {
        if (text.isBlank()) {
            return List.of();
        }
        try {
            return List.of(bodies.read(text, LineRequest.class).said(List.of(number), false));
        } catch (Problem unreadable) {
            return List.of(Said.Unreadable.line(number, unreadable));
        }
    }

    @Override
    public List<Said> tooLong(long number) {
        return List.of(Said.Unreadable.line(number, RollCallFiles.lineTooLong()));
    }

    @Override
    public List<Said> end() {
        return List.of();
    }

    @Override
    public boolean isBetween() {
        return true;
    }

    @Override
    public @Nullable String header() {
        return null;
    }
}
