package org.baoxue.bench.ours;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** Signs tokens as the realm does, and shows its key where the service looks for it. */
public final class Issuer implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;
    private final HttpServer server;
    private final String name;

    /** @param port where the service takes the realm to be */
    public Issuer(int port) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            this.keys = generator.generateKeyPair();
            this.name = "http://127.0.0.1:" + port + "/realms/baoxue";
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/", exchange -> {
                var body = keySet().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                try (var out = exchange.getResponseBody()) {
                    out.write(body);
                }
            });
            server.start();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String keySet() {
        var key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"bench\",\"use\":\"sig\",\"alg\":\"RS256\",\"n\":\""
                + encoded(key.getModulus()) + "\",\"e\":\"" + encoded(key.getPublicExponent()) + "\"}]}";
    }

    private static String encoded(BigInteger number) {
        var bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** A token of somebody of a school's academic office, good for a day of real time. */
    public String ofOffice(String school) {
        return token("academic-office", "p-office", "org", school);
    }

    /** A token of a school's own system. */
    public String ofSchoolSystem(String school) {
        return token("school-system", "system-" + school, "org", school);
    }

    /** A token of a county's own system. */
    public String ofCountySystem(String county) {
        return token("county-system", "system-" + county, "place", county);
    }

    /** A token of somebody of a county's bureau. */
    public String ofBureau(String county) {
        return token("county-bureau", "p-bureau", "place", county);
    }

    /** @param claim the one that says how far it lets see, beside the role */
    private String token(String role, String person, String claim, String value) {
        long now = System.currentTimeMillis() / 1000;
        var payload = "{\"iss\":\"" + name + "\",\"sub\":\"" + person + "\",\"iat\":" + now + ",\"exp\":"
                + (now + 86_400) + ",\"person\":\"" + person + "\",\"" + claim + "\":\"" + value
                + "\",\"realm_access\":{\"roles\":[\"" + role + "\"]}}";
        var signed = part("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"bench\"}") + "." + part(payload);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
