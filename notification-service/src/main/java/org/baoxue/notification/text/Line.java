package org.baoxue.notification.text;

import org.jspecify.annotations.Nullable;

/**
 * One line of a message; the templates read it.
 *
 * @param daily it speaks of one day's absence
 * @param named its reason is the child's own, and stands beside the name
 * @param vacant the audience that could not be reached, in words
 */
public record Line(
        String school,
        String title,
        String occasion,
        @Nullable String child,
        @Nullable String ofClass,
        @Nullable String date,
        @Nullable String session,
        @Nullable Integer day,
        @Nullable String due,
        @Nullable String why,
        @Nullable String reason,
        @Nullable String contact,
        @Nullable String vacant,
        @Nullable String report,
        boolean daily,
        boolean named,
        boolean late) {}
