package org.baoxue.testkit;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.baoxue.kit.event.Json;

/** Access tokens like those of the realm: roles, organisation, place and person. */
public final class Tokens {

    private static final Map<String, String> MADE = new ConcurrentHashMap<>();

    private Tokens() {}

    /** A token of somebody at a school ({@code class-teacher}, {@code academic-office}, {@code principal}, {@code school-system}). */
    public static String ofSchool(String role, String person, String school) {
        return make(Map.of("realm_access", Map.of("roles", List.of(role)), "org", school, "person", person));
    }

    /** A token of an officer of a place ({@code township-officer}, {@code county-bureau}, …). */
    public static String ofPlace(String role, String person, String place) {
        return make(Map.of("realm_access", Map.of("roles", List.of(role)), "place", place, "person", person));
    }

    /** A token with one role and neither school nor place: {@code operator}, {@code government-platform}. */
    public static String of(String role) {
        return make(Map.of("realm_access", Map.of("roles", List.of(role)), "person", role));
    }

    /** A REST Assured request that carries the token; what it is answered must be documented. */
    public static RequestSpecification as(String token) {
        return RestAssured.given().filter(new Documented()).header("Authorization", "Bearer " + token);
    }

    /** A REST Assured request of somebody without a token; what it is answered must be documented. */
    public static RequestSpecification nobody() {
        return RestAssured.given().filter(new Documented());
    }

    private static String make(Map<String, Object> claims) {
        var issuer = System.getProperty(Issuer.PROPERTY);
        if (issuer == null) {
            throw new IllegalStateException("the test needs @WithTestResource(Platform.class)");
        }
        return MADE.computeIfAbsent(issuer + Json.write(new TreeMap<>(claims)), key -> fetch(issuer, claims));
    }

    private static String fetch(String issuer, Map<String, Object> claims) {
        var request = HttpRequest.newBuilder(URI.create(issuer))
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(claims)))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
