package org.baoxue.local.keycloak;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.baoxue.local.http.Http;
import org.baoxue.local.process.Trouble;

/** Access tokens of the local realm, for people by their password and for machines by their secret; each fetched once. */
public final class Tokens {
    private final Http http;
    private final String tokenUrl;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    public Tokens(Http http, String issuer) {
        this.http = http;
        this.tokenUrl = issuer + "/protocol/openid-connect/token";
    }

    public String ofPerson(String user, String password) {
        return known.computeIfAbsent(
                user,
                name -> fetch(
                        name,
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "baoxue-cli",
                                "username",
                                name,
                                "password",
                                password)));
    }

    public String ofMachine(String client, String secret) {
        return known.computeIfAbsent(
                "client " + client,
                _ -> fetch(
                        client,
                        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret)));
    }

    private String fetch(String who, Map<String, String> grant) {
        var answer = http.form(tokenUrl, grant);
        if (!answer.good()) {
            throw new Trouble("Keycloak gives " + who + " no token: " + answer.text());
        }
        return answer.json().path("access_token").asText();
    }
}
