package org.baoxue.escalation.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Which post is told, and how: {@code principal at once}, {@code guardian after PT20M}, {@code academic-office by list}. */
public record Told(String post, Duration delay, boolean byList) {

    static List<Told> parseAll(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Told::parse)
                        .toList();
    }

    private static Told parse(String text) {
        int space = text.indexOf(' ');
        String post = space < 0 ? text : text.substring(0, space);
        String how = space < 0 ? "" : text.substring(space + 1);
        if (how.equals("at once")) {
            return new Told(post, Duration.ZERO, false);
        }
        if (how.equals("by list")) {
            return new Told(post, Duration.ZERO, true);
        }
        if (how.startsWith("after ")) {
            return new Told(post, Duration.parse(how.substring("after ".length())), false);
        }
        throw new IllegalArgumentException("say \"at once\", \"by list\" or \"after PT20M\" of " + text);
    }
}
