package org.baoxue.kit.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads what a request's address says; what cannot be read is named by where it stands. */
public final class Asked {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final Instant FIRST_INSTANT = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant AFTER_ALL = Instant.parse("2201-01-01T00:00:00Z");

    private Asked() {}

    /** Whether somebody can mean this date. */
    public static boolean isOrdinary(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
    }

    /** Whether somebody can mean this instant. */
    public static boolean isOrdinary(Instant instant) {
        return !instant.isBefore(FIRST_INSTANT) && instant.isBefore(AFTER_ALL);
    }

    /** A code or id of the path. */
    public static String code(String name, String value) {
        return fitting("path:" + name, value);
    }

    /** A code or id of the query; null when it is not asked. */
    public static @Nullable String optionalCode(String name, @Nullable String value) {
        return value == null ? null : fitting("query:" + name, value);
    }

    /** The prefix of place codes to stay within; empty: everywhere. */
    public static String prefix(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? "" : fitting("query:" + name, value);
    }

    /** A date of the query; null when none is asked. */
    public static @Nullable LocalDate date(String name, @Nullable String value) {
        return value == null ? null : dateAt("query:" + name, value);
    }

    /** A date of the path. */
    public static LocalDate dateOfPath(String name, String value) {
        return dateAt("path:" + name, value);
    }

    private static LocalDate dateAt(String pointer, String value) {
        try {
            var date = LocalDate.parse(value);
            if (isOrdinary(date)) {
                return date;
            }
        } catch (DateTimeException unreadable) {
            throw noDate(pointer);
        }
        throw noDate(pointer);
    }

    /** An id of the query; null when none is asked. */
    public static @Nullable UUID uuid(String name, @Nullable String value) {
        try {
            return value == null ? null : UUID.fromString(value);
        } catch (IllegalArgumentException unreadable) {
            throw refused("query:" + name, "an id such as 123e4567-e89b-12d3-a456-426614174000");
        }
    }

    /** Yes or no of the query; null when it is not asked. */
    public static @Nullable Boolean flag(String name, @Nullable String value) {
        if (value == null || value.equals("true") || value.equals("false")) {
            return value == null ? null : Boolean.valueOf(value);
        }
        throw refused("query:" + name, "true or false");
    }

    /** A value of an enumeration in the query; null when none is asked. */
    public static <E extends Enum<E>> @Nullable E optionalOneOf(String name, Class<E> type, @Nullable String value) {
        return value == null ? null : oneOf("query:" + name, type, value);
    }

    /** A value of an enumeration, whatever its case. */
    public static <E extends Enum<E>> E oneOf(String pointer, Class<E> type, String value) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        throw refused(pointer, "one of " + Arrays.toString(type.getEnumConstants()));
    }

    public static Problem refused(String pointer, String wanted) {
        return Problems.badRequest(
                "invalid-request",
                "Part of the request cannot be read: mend it as its entry says.",
                new Problem.At(pointer, wanted));
    }

    private static Problem noDate(String pointer) {
        return refused(pointer, "a date such as 2026-09-01");
    }

    private static String fitting(String pointer, String value) {
        if (!CODE.matcher(value).matches()) {
            throw refused(pointer, "a code of 1 to 64 letters, digits, dots, underscores or hyphens");
        }
        return value;
    }
}
