package org.baoxue.local.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.baoxue.local.http.Json;

/** The realm as Keycloak imports it: the shipped file and what a data folder adds to it. */
final class RealmFile {
    static final String REALM = "baoxue";
    static final String AUDIENCE = "baoxue";
    private static final List<String> CLAIMS = List.of("org", "place", "person");

    private RealmFile() {}

    static ObjectNode realm() {
        var realm = (ObjectNode) resource("realm.json");
        var config = (ObjectNode) realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config");
        config.putArray("kc.user.profile.config").add(TextNode.valueOf(compact(resource("user-profile.json"))));
        for (var client : realm.withArray("/clients")) {
            ((ObjectNode) client).set("protocolMappers", mappers());
        }
        return realm;
    }

    static ObjectNode user(Person person, String password) {
        var user = account(person.user(), person.role(), person.org(), person.place(), person.person());
        user.putArray("credentials").addObject().put("type", "password").put("value", password);
        return user;
    }

    static ObjectNode client(Machine machine) {
        var client = Json.object()
                .put("clientId", machine.client())
                .put("secret", machine.secret())
                .put("enabled", true)
                .put("publicClient", false)
                .put("standardFlowEnabled", false)
                .put("directAccessGrantsEnabled", false)
                .put("serviceAccountsEnabled", true);
        client.set("protocolMappers", mappers());
        return client;
    }

    static ObjectNode serviceAccount(Machine machine) {
        return account(
                        "service-account-" + machine.client(),
                        machine.role(),
                        machine.org(),
                        machine.place(),
                        machine.client())
                .put("serviceAccountClientId", machine.client());
    }

    private static ObjectNode account(String name, String role, String org, String place, String person) {
        var user = Json.object()
                .put("username", name)
                .put("enabled", true)
                .put("email", name + "@people.baoxue.invalid")
                .put("emailVerified", true)
                .put("firstName", name)
                .put("lastName", role);
        user.putArray("realmRoles").add(role);
        var attributes = user.putObject("attributes");
        put(attributes, "org", org);
        put(attributes, "place", place);
        put(attributes, "person", person);
        return user;
    }

    private static void put(ObjectNode attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.putArray(name).add(value);
        }
    }

    private static ArrayNode mappers() {
        var mappers = Json.array();
        for (var claim : CLAIMS) {
            var mapper = mapper(mappers, claim, "oidc-usermodel-attribute-mapper");
            mapper.put("user.attribute", claim).put("claim.name", claim).put("jsonType.label", "String");
        }
        mapper(mappers, "audience", "oidc-audience-mapper").put("included.custom.audience", AUDIENCE);
        return mappers;
    }

    private static ObjectNode mapper(ArrayNode mappers, String name, String kind) {
        var mapper = mappers.addObject()
                .put("name", name)
                .put("protocol", "openid-connect")
                .put("protocolMapper", kind);
        return mapper.putObject("config").put("access.token.claim", "true").put("id.token.claim", "false");
    }

    private static JsonNode resource(String name) {
        try (var file = RealmFile.class.getResourceAsStream("/keycloak/" + name)) {
            return Json.MAPPER.readTree(Objects.requireNonNull(file, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String compact(JsonNode node) {
        return node.toString();
    }
}
