package org.baoxue.kit.web;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.regex.Pattern;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list is wanted: {@code @BeanParam PageRequest}. */
public record PageRequest(
        @QueryParam("cursor")
        @Parameter(description = "next of the page before; left out: from the beginning")
        @Nullable String cursor,

        @QueryParam("limit")
        @DefaultValue("100")
        @Parameter(
                schema =
                        @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "" + LONGEST, defaultValue = "100"))
        String limit) {

    private static final int LONGEST = 500;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** The sort key to go on after; empty at the beginning of the list. */
    public String after() {
        return Cursor.read(cursor);
    }

    /** The number to go on after where the list is sorted by one; {@code start} at the beginning. */
    public long afterNumber(long start) {
        var key = after();
        if (key.isEmpty()) {
            return start;
        }
        if (!NUMBER.matcher(key).matches()) {
            throw Cursor.notOurs();
        }
        return Long.parseLong(key);
    }

    /** How many rows the page has at the most. */
    public int length() {
        int length = NUMBER.matcher(limit).matches() ? (int) Math.min(Long.parseLong(limit), LONGEST + 1) : 0;
        if (length < 1 || length > LONGEST) {
            throw Problems.badRequest(
                    "bad-limit", "A page has a length.", new Problem.At("query:limit", "1 to " + LONGEST));
        }
        return length;
    }
}
