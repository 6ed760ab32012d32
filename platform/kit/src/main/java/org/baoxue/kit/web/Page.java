package org.baoxue.kit.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor of the following page; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Cuts {@code limit + 1} fetched rows into a page, with the last row's cursor when there are more. */
    public static <T> Page<T> of(List<T> fetched, int limit, Function<T, String> cursor) {
        if (fetched.size() <= limit) {
            return new Page<>(List.copyOf(fetched), null);
        }
        var items = List.copyOf(fetched.subList(0, limit));
        return new Page<>(items, Cursor.write(cursor.apply(items.getLast())));
    }
}
