package org.baoxue.local.cli;

import org.baoxue.local.http.Http;
import org.baoxue.local.keycloak.KeycloakAdmin;
import org.baoxue.local.keycloak.KeycloakServer;
import org.baoxue.local.keycloak.Machine;
import org.baoxue.local.keycloak.Tokens;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Secrets;

/** `token` and `client`: how a person or a school's system gets in on this machine. */
final class Access {
    private Access() {}

    static int token(Options options) {
        var user = options.mustHaveWord(0, "Whose token? ./baoxue token USER, for example operator.");
        var running = Places.running(options);
        var secrets = Secrets.in(running.layout().data());
        var tokens = tokens(running.state().ports());
        return Main.say(
                secrets.knows("client." + user)
                        ? tokens.ofMachine(user, secrets.password("client." + user))
                        : tokens.ofPerson(user, secrets.password("keycloak.people")));
    }

    static int client(Options options) {
        var school = options.mustHaveWord(0, "Which school? ./baoxue client SCHOOL, with the code of the school.");
        if (!school.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new Trouble("A school code has letters, digits, dots and dashes only: " + school + " is none.");
        }
        var running = Places.running(options);
        var secrets = Secrets.in(running.layout().data());
        var ports = running.state().ports();
        var name = "school-" + school;
        var secret = secrets.password("client." + name);
        new KeycloakAdmin(new Http(), keycloak(ports), KeycloakServer.adminPassword(secrets))
                .addMachine(new Machine(name, secret, "school-system", school, ""));
        return Main.say("""
                The system of school %s may now post its roll calls.

                  token address   %s/realms/baoxue/protocol/openid-connect/token
                  grant           client_credentials
                  client id       %s
                  client secret   %s
                  roll calls      PUT http://127.0.0.1:%d/v1/classes/{class}/roll-calls/{date}/{session}
                  how             http://127.0.0.1:%d/q/swagger-ui
                """.formatted(school, keycloak(ports), name, secret, ports.attendance(), ports.attendance()));
    }

    static Tokens tokens(Ports ports) {
        return new Tokens(new Http(), keycloak(ports) + "/realms/baoxue");
    }

    private static String keycloak(Ports ports) {
        return "http://127.0.0.1:" + ports.keycloak();
    }
}
