package org.baoxue.kit.web;

import java.util.regex.Pattern;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Revisions as they stand in the headers {@code ETag} and {@code If-Match}: {@code "3"}. */
public final class Revision {

    private static final Pattern QUOTED = Pattern.compile("\"?([0-9]{1,9})\"?");

    private Revision() {}

    /** The revision that a caller has seen; null without the header. */
    public static @Nullable Integer of(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return null;
        }
        var match = QUOTED.matcher(ifMatch.strip());
        if (!match.matches()) {
            throw Problems.badRequest(
                    "bad-if-match",
                    "If-Match names one revision.",
                    new Problem.At("header:If-Match", "the ETag as it was answered, such as \"3\""));
        }
        return Integer.valueOf(match.group(1));
    }

    public static String etag(int revision) {
        return "\"" + revision + "\"";
    }
}
