package org.baoxue.directory.snapshot;

import java.util.Locale;

/** What the directory speaks of. */
public enum Kind {
    PLACE,
    ORGANISATION,
    POST,
    CALENDAR;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of a snapshot on the compacted topic. */
    String key(String code) {
        return word() + "/" + code;
    }

    String type() {
        return "org.baoxue.directory." + word() + ".v1";
    }
}
