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

/**
 * Tells equal numbers from different ones without showing them: a plain digest of a number with so few possible values could be
 * turned back. The key cannot be changed while anything is marked by it.
 */
@Startup
@Singleton
public class NumberMarks {

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

    /** Of an identity number (居民身份证号码). */
    public String ofIdentity(String number) {
        return of("identity", number);
    }

    /** Of a student number (全国学籍号). */
    public String ofStudent(String number) {
        return of("student", number);
    }

    /** @param kind keeps apart what happens to read the same */
    private String of(String kind, String number) {
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
