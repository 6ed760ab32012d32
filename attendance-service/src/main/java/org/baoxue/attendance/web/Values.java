package org.baoxue.attendance.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Asked;
import org.jspecify.annotations.Nullable;

/** Reads values of paths, queries and headers, and says where a bad one stands. */
public final class Values {

    public static final String ID = "[A-Za-z0-9._-]{1,64}";
    public static final String ID_MESSAGE = "1 to 64 letters, digits, dots, hyphens";
    public static final String PLACE = "[A-Z0-9]{2,16}";
    public static final String PLACE_MESSAGE = "the code of a place, such as 530113001";

    private static final Pattern ID_PATTERN = Pattern.compile(ID);

    private Values() {}

    public static String id(String text, String pointer) {
        if (!ID_PATTERN.matcher(text).matches()) {
            throw Problems.badRequest("bad-id", "This is no id of ours.", new Problem.At(pointer, ID_MESSAGE));
        }
        return text;
    }

    public static LocalDate date(@Nullable String text, String pointer) {
        try {
            if (text != null) {
                var date = LocalDate.parse(text);
                if (Asked.isOrdinary(date)) {
                    return date;
                }
            }
        } catch (DateTimeParseException bad) {
            throw badDate(pointer);
        }
        throw badDate(pointer);
    }

    private static Problem badDate(String pointer) {
        return Problems.badRequest(
                "bad-date", "This is no date.", new Problem.At(pointer, "a date such as 2026-10-12"));
    }
}
