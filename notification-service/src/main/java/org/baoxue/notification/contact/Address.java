package org.baoxue.notification.contact;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody is reached.
 *
 * @param secret of a webhook, to sign with
 */
public record Address(Kind kind, String value, @Nullable String secret) {

    public enum Kind {
        MAIL,
        SMS,
        WEBHOOK
    }
}
