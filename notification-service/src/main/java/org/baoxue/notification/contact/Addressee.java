package org.baoxue.notification.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to tell, and the addresses to try in turn.
 *
 * @param person in the directory; null for a guardian
 */
public record Addressee(@Nullable String person, String language, List<Address> addresses) {

    public boolean isReachable() {
        return !addresses.isEmpty();
    }
}
