package org.baoxue.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** By how much something was done after it was due. */
record Late(String what, Instant due, Duration by) {
    static final Late NOTHING = new Late("nothing", Instant.EPOCH, Duration.ZERO);

    Late later(Late other) {
        return other.by().compareTo(by) > 0 ? other : this;
    }

    double seconds() {
        return by.toMillis() / 1000.0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f s (%s due %s)", seconds(), what, due);
    }
}
