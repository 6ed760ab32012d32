package org.baoxue.kit.inbox;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.kit.event.Json;
import org.jspecify.annotations.Nullable;

/**
 * Why a record could not be worked, in words that hold nothing of the record: kinds of failure, the place in the code, the field of
 * our own shape, the constraint. What an exception says itself may repeat what it was given, and is left out.
 */
final class Cause {

    private static final String OURS = "org.baoxue.";
    private static final int DEEPEST = 8;
    private static final String BROKEN_CONSTRAINT = "23";
    private static final Pattern QUOTED = Pattern.compile("\"([a-z0-9_]+)\"");

    private Cause() {}

    static String of(Throwable failed) {
        var chain = Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .map(Cause::one)
                .distinct()
                .collect(Collectors.joining(" < "));
        var place = place(failed);
        return place == null ? chain : chain + " at " + place;
    }

    private static String one(Throwable failed) {
        var name = failed.getClass().getSimpleName();
        return switch (failed) {
            case JsonMappingException json -> name + " in " + path(json);
            case SQLException sql -> name + " " + sql.getSQLState() + constraint(sql);
            default -> name;
        };
    }

    private static String path(JsonMappingException json) {
        return json.getPath().stream().map(Cause::step).collect(Collectors.joining("/", "/", ""));
    }

    /** The keys of a map are the record's, the fields of a shape are ours. */
    private static String step(Reference reference) {
        var field = reference.getFieldName();
        if (field == null) {
            return String.valueOf(reference.getIndex());
        }
        var from = reference.getFrom();
        return from instanceof Map || (from instanceof Class<?> type && Map.class.isAssignableFrom(type)) ? "*" : field;
    }

    /** What a broken constraint puts in quotes are names of tables, columns and constraints; the values stand in its detail. */
    private static String constraint(SQLException sql) {
        return String.valueOf(sql.getSQLState()).startsWith(BROKEN_CONSTRAINT)
                ? QUOTED.matcher(sql.getMessage())
                        .results()
                        .map(found -> " " + found.group(1))
                        .collect(Collectors.joining())
                : "";
    }

    /** The innermost of our own methods. */
    private static @Nullable String place(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .flatMap(one -> Arrays.stream(one.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith(OURS) && frame.getFileName() != null)
                .filter(frame -> !frame.getClassName().equals(Json.class.getName()))
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .findFirst()
                .orElse(null);
    }
}
