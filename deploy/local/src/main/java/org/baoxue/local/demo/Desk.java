package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.baoxue.local.http.Answer;
import org.baoxue.local.http.Http;
import org.baoxue.local.keycloak.Tokens;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Secrets;
import org.baoxue.local.suite.Service;

/** The suite's REST as people and machines use it, each with a token of their own. */
final class Desk {
    private final Http http = new Http();
    private final Ports ports;
    private final Secrets secrets;
    private final Tokens tokens;

    Desk(Ports ports, Secrets secrets) {
        this.ports = ports;
        this.secrets = secrets;
        this.tokens = new Tokens(http, "http://127.0.0.1:" + ports.keycloak() + "/realms/baoxue");
    }

    String token(String person) {
        return tokens.ofPerson(person, secrets.password("keycloak.people"));
    }

    String machineToken(String client) {
        return tokens.ofMachine(client, secrets.password("client." + client));
    }

    Http http() {
        return http;
    }

    Answer get(Service service, String path, String token) {
        return http.get(url(service, path), token);
    }

    Answer put(Service service, String path, String token, JsonNode body) {
        return http.send("PUT", url(service, path), token, body);
    }

    Answer post(Service service, String path, String token, JsonNode body, String idempotencyKey) {
        return http.send("POST", url(service, path), token, body, Map.of("Idempotency-Key", idempotencyKey));
    }

    Answer delete(Service service, String path, String token) {
        return http.delete(url(service, path), token);
    }

    Answer send(String method, Service service, String path, String token, JsonNode body, Map<String, String> headers) {
        return http.send(method, url(service, path), token, body, headers);
    }

    String url(Service service, String path) {
        return "http://127.0.0.1:" + ports.of(service) + path;
    }
}
