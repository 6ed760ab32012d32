package org.baoxue.directory.place;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The levels of a tree of places, with how many digits of GB/T 2260 say them. */
public enum Level {
    NATION(0),
    PROVINCE(2),
    PREFECTURE(4),
    COUNTY(6),
    TOWNSHIP(9),
    VILLAGE(12);

    private final int digits;

    Level(int digits) {
        this.digits = digits;
    }

    int digits() {
        return digits;
    }

    /** The level above; a nation is its own. */
    Level above() {
        return switch (this) {
            case NATION, PROVINCE -> NATION;
            case PREFECTURE -> PROVINCE;
            case COUNTY -> PREFECTURE;
            case TOWNSHIP -> COUNTY;
            case VILLAGE -> TOWNSHIP;
        };
    }

    static Optional<Level> of(String word) {
        return Stream.of(values())
                .filter(level -> level.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
