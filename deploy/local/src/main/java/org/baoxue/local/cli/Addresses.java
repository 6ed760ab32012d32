package org.baoxue.local.cli;

import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Service;

/** Where to look, once everything runs. */
final class Addresses {
    private Addresses() {}

    static void print(Ports ports) {
        System.out.println();
        for (var service : Service.values()) {
            line(service.folder(), "http://127.0.0.1:" + ports.of(service) + "/q/swagger-ui");
        }
        line("mails, texts, webhooks", "http://127.0.0.1:" + ports.inbox() + "/");
        line("Keycloak (realm baoxue)", "http://127.0.0.1:" + ports.keycloak() + "/realms/baoxue");
        line("PostgreSQL", "127.0.0.1:" + ports.postgres());
        line("Kafka", "127.0.0.1:" + ports.kafka());
        System.out.println();
    }

    private static void line(String what, String where) {
        System.out.println("  " + what + " ".repeat(Math.max(2, 28 - what.length())) + where);
    }
}
