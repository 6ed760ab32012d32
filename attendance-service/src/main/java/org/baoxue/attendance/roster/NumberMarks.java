package org.baoxue.attendance.roster;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Tells equal numbers from different ones without showing them: a plain digest of a number with so few possible values could be
 * turned back. The key cannot be changed while anything is marked by it.
 */
@Startup
@Singleton
class NumberMarks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    NumberMarks(@ConfigProperty(name = "baoxue.numbers.key") Optional<String> setting) {
        byte[] bytes = decoded(setting.orElse("").strip());
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("baoxue.numbers.key needs base64 of 32 bytes (openssl rand -base64 32):"
                    + " by it the numbers of children are told apart.");
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException("baoxue.numbers.key is not base64.", notBase64);
        }
    }

    /** @param kind keeps apart what happens to read the same */
    @Nullable String of(String kind, @Nullable String number) {
        if (number == null) {
            return null;
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] mark = mac.doFinal((kind + ":" + number).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no " + ALGORITHM, broken);
        }
    }
}
