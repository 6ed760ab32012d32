package org.baoxue.local.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import org.baoxue.local.http.Answer;
import org.baoxue.local.http.Http;
import org.baoxue.local.http.Json;
import org.baoxue.local.process.Trouble;

/** Adds people and machine clients to the local realm. */
public final class KeycloakAdmin {
    private final Http http;
    private final String server;
    private final String password;

    public KeycloakAdmin(Http http, String server, String password) {
        this.http = http;
        this.server = server;
        this.password = password;
    }

    /** Adds those that are not there yet; the others stay as they are. */
    public void add(Collection<Person> people, String passwordOfAll, Collection<Machine> machines) {
        var added = Json.object().put("ifResourceExists", "SKIP");
        var clients = added.putArray("clients");
        machines.forEach(machine -> clients.add(RealmFile.client(machine)));
        var users = added.putArray("users");
        people.forEach(person -> users.add(RealmFile.user(person, passwordOfAll)));
        machines.forEach(machine -> users.add(RealmFile.serviceAccount(machine)));
        send("POST", "/partialImport", added).mustBeGood();
    }

    /** Adds the client or gives the one that is there this secret, and sees to the role and claims of its account. */
    public void addMachine(Machine machine) {
        var answer = send("POST", "/clients", RealmFile.client(machine));
        if (answer.status() != 409) {
            answer.mustBeGood();
        }
        var client = first("/clients?clientId=" + Http.encode(machine.client()), machine.client());
        var id = client.path("id").asText();
        send("PUT", "/clients/" + id, RealmFile.client(machine)).mustBeGood();
        var account = get("/clients/" + id + "/service-account-user").path("id").asText();
        var user = RealmFile.serviceAccount(machine);
        user.remove("realmRoles");
        user.remove("serviceAccountClientId");
        send("PUT", "/users/" + account, user).mustBeGood();
        var role = get("/roles/" + machine.role());
        send("POST", "/users/" + account + "/role-mappings/realm", Json.array().add(role))
                .mustBeGood();
    }

    private JsonNode first(String path, String what) {
        var found = get(path);
        if (found.isEmpty()) {
            throw new Trouble("Keycloak knows no " + what + ".");
        }
        return found.get(0);
    }

    private JsonNode get(String path) {
        return http.get(realm() + path, token()).mustBeGood().json();
    }

    private Answer send(String method, String path, JsonNode body) {
        return http.send(method, realm() + path, token(), body);
    }

    private String realm() {
        return server + "/admin/realms/" + RealmFile.REALM;
    }

    /** Fetched for each call: tokens of the master realm live for a minute. */
    private String token() {
        return http.form(
                        server + "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                KeycloakServer.ADMIN,
                                "password",
                                password))
                .mustBeGood()
                .json()
                .path("access_token")
                .asText();
    }
}
