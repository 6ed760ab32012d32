package org.baoxue.cases;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object from names and values in turn; a null value leaves its name out. */
final class Body {

    private Body() {}

    static Map<String, Object> of(@Nullable Object... namesAndValues) {
        var body = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) {
                body.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return body;
    }

    static Map<String, Object> with(Map<String, Object> body, @Nullable Object... namesAndValues) {
        var more = new LinkedHashMap<>(body);
        more.putAll(of(namesAndValues));
        return more;
    }
}
