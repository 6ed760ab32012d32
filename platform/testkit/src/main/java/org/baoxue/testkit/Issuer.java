package org.baoxue.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.baoxue.kit.event.Json;
import org.jspecify.annotations.Nullable;

/** An OpenID Connect issuer with discovery and keys: the tokens of tests are signed and checked like any other. */
final class Issuer {

    /** Where tests, which run in a class loader of their own, ask for tokens with any claims. */
    static final String PROPERTY = "baoxue.test.tokens";

    private static final String REALM = "baoxue";
    private @Nullable MockOAuth2Server issuer;
    private @Nullable HttpServer mint;

    Map<String, String> start() {
        var started = new MockOAuth2Server();
        started.start();
        issuer = started;
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", exchange -> mint(started, exchange));
            http.start();
            mint = http;
            System.setProperty(PROPERTY, "http://127.0.0.1:" + http.getAddress().getPort() + "/");
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        return Map.of("quarkus.oidc.auth-server-url", started.issuerUrl(REALM).toString());
    }

    /** Answers a token with the claims that the request's body holds. */
    private static void mint(MockOAuth2Server issuer, HttpExchange exchange) throws IOException {
        try (exchange) {
            var claims = Json.tree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var values = new TreeMap<String, Object>();
            claims.properties().forEach(claim -> values.put(claim.getKey(), value(claim.getValue())));
            var subject = claims.path("person").asText("nobody");
            byte[] token = issuer.issueToken(REALM, subject, "baoxue", values, 3600)
                    .serialize()
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, token.length);
            exchange.getResponseBody().write(token);
        }
    }

    private static Object value(JsonNode node) {
        return Json.read(node.toString(), Object.class);
    }

    void stop() {
        if (mint != null) {
            mint.stop(0);
        }
        if (issuer != null) {
            issuer.shutdown();
        }
    }
}
