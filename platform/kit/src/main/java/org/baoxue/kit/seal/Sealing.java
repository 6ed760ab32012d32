package org.baoxue.kit.seal;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals names, phones and addresses with AES-256-GCM, for columns and for the fields of events that carry them.
 *
 * <p>Setting {@code baoxue.seal.keys}: {@code id:base64,id:base64}; the first seals, all open, so keys can be changed.
 */
@Singleton
public class Sealing {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    Sealing(@ConfigProperty(name = "baoxue.seal.keys") Optional<String> setting) {
        for (String entry : setting.orElse("").split(",", -1)) {
            if (!entry.isBlank()) {
                add(entry.strip());
            }
        }
    }

    private void add(String entry) {
        int colon = entry.indexOf(':');
        byte[] key = colon < 1 ? new byte[0] : decode(entry.substring(colon + 1));
        if (key.length != 32) {
            throw new IllegalStateException(
                    "baoxue.seal.keys needs entries of the form id:base64 of 32 bytes (openssl rand -base64 32).");
        }
        keys.put(entry.substring(0, colon), new SecretKeySpec(key, "AES"));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException("baoxue.seal.keys holds a key that is not base64.", notBase64);
        }
    }

    /** Seals text; two seals of the same text differ. */
    public String seal(String text) {
        if (keys.isEmpty()) {
            throw new IllegalStateException(
                    "baoxue.seal.keys is not set: this service keeps personal data and needs it.");
        }
        var first = keys.entrySet().iterator().next();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, first.getValue(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(first.getKey().getBytes(StandardCharsets.UTF_8));
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            var bytes = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed);
            return first.getKey() + ":" + Base64.getEncoder().encodeToString(bytes.array());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot seal", broken);
        }
    }

    /** @throws IllegalArgumentException when it was sealed with a key that is not set, or was changed since */
    public String open(String sealed) {
        int colon = sealed.indexOf(':');
        var key = colon < 1 ? null : keys.get(sealed.substring(0, colon));
        if (key == null) {
            throw new IllegalArgumentException("sealed with a key that is not in baoxue.seal.keys");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.substring(colon + 1));
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE));
            cipher.updateAAD(sealed.substring(0, colon).getBytes(StandardCharsets.UTF_8));
            return new String(cipher.doFinal(bytes, NONCE, bytes.length - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException("the sealed text was changed", broken);
        }
    }
}
