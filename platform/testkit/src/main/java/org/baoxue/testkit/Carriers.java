package org.baoxue.testkit;

import static java.util.Map.entry;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fake carriers for the tests of whatever sends messages, beside {@link Platform}: {@code @WithTestResource(Carriers.class)}.
 * A mail server that takes mail for any address, and an HTTP server that plays the text message gateway and the receivers of
 * webhooks. {@link Phones} says how they answer and what they received. The service under test brings greenmail and wiremock
 * as test dependencies of its own.
 */
public class Carriers implements QuarkusTestResourceLifecycleManager {

    static final String LOOPBACK = "127.0.0.1";
    static final String HTTP_PORT = "baoxue.test.carriers.http";
    static final String IMAP_PORT = "baoxue.test.carriers.imap";

    private @Nullable GreenMail mail;
    private @Nullable WireMockServer http;

    @Override
    public Map<String, String> start() {
        var mailServer = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_IMAP)
        });
        mailServer.start();
        mail = mailServer;
        var httpServer = new WireMockServer(
                WireMockConfiguration.options().bindAddress(LOOPBACK).dynamicPort());
        httpServer.start();
        http = httpServer;
        System.setProperty(HTTP_PORT, String.valueOf(httpServer.port()));
        System.setProperty(IMAP_PORT, String.valueOf(mailServer.getImap().getPort()));
        return settings(mailServer.getSmtp().getPort());
    }

    /** Where the carriers are, and little patience with them; every mail makes a new connection. */
    private static Map<String, String> settings(int smtpPort) {
        return Map.ofEntries(
                entry("quarkus.mailer.mock", "false"),
                entry("quarkus.mailer.host", LOOPBACK),
                entry("quarkus.mailer.port", String.valueOf(smtpPort)),
                entry("quarkus.mailer.start-tls", "DISABLED"),
                entry("quarkus.mailer.max-mails-per-connection", "1"),
                entry("baoxue.notification.delivery.sms.url", Phones.gatewayAddress()),
                entry("baoxue.notification.delivery.sms.token", "gateway-token"),
                entry("baoxue.notification.delivery.webhook.allow-http", "true"),
                entry("baoxue.notification.delivery.timeout", "PT1S"),
                entry("baoxue.notification.delivery.lease", "PT3S"),
                entry("baoxue.notification.delivery.attempts", "3"));
    }

    @Override
    public void stop() {
        if (mail != null) {
            mail.stop();
        }
        if (http != null) {
            http.stop();
        }
    }
}
