package org.baoxue.directory.post;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach somebody.
 *
 * @param secret of a webhook: what its messages are signed with
 */
record Channel(
        @NotNull Kind kind,
        @NotNull String address,
        @Nullable String secret) {

    enum Kind {
        MAIL,
        SMS,
        WEBHOOK
    }

    private static final Pattern MAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,190}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{3,18}[0-9]");

    /** What is wrong with it; empty when nothing is. */
    Optional<String> fault() {
        return switch (kind) {
            case MAIL ->
                secret == null && MAIL.matcher(address).matches()
                        ? Optional.empty()
                        : Optional.of("a mail address, without a secret");
            case SMS ->
                secret == null && PHONE.matcher(address).matches()
                        ? Optional.empty()
                        : Optional.of("a phone number such as +8613800000000, without a secret");
            case WEBHOOK ->
                isWeb(address) && secret != null && !secret.isBlank()
                        ? Optional.empty()
                        : Optional.of("an http(s) address and the secret that signs what is sent there");
        };
    }

    private static boolean isWeb(String address) {
        try {
            var uri = URI.create(address);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
