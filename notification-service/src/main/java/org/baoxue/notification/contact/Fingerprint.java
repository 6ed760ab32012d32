package org.baoxue.notification.contact;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells equal addresses from different ones without keeping them: a phone number has too few digits for a plain hash. Keyed
 * by the seal keys; after they change, equal addresses look different for the length of one window.
 */
@Singleton
public class Fingerprint {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Fingerprint(@ConfigProperty(name = "baoxue.seal.keys") String keys) {
        key = new SecretKeySpec(keys.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    public String of(Address address) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash =
                    mac.doFinal((address.kind() + ":" + address.value().strip().toLowerCase(java.util.Locale.ROOT))
                            .getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no " + ALGORITHM, broken);
        }
    }
}
