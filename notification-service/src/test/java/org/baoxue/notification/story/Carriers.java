package org.baoxue.notification.story;

import static java.util.Map.entry;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real mail server and a real HTTP server that plays the text message gateway and the webhooks. */
public class Carriers implements QuarkusTestResourceLifecycleManager {

    static final String GATEWAY_PORT = "baoxue.test.gateway";
    static final String IMAP_PORT = "baoxue.test.imap";
    private static final String LOOPBACK = "127.0.0.1";

    private @Nullable GreenMail mail;
    private @Nullable WireMockServer gateway;

    @Override
    public Map<String, String> start() {
        var mailServer = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_IMAP)
        });
        mailServer.start();
        mail = mailServer;
        var http = new WireMockServer(
                WireMockConfiguration.options().bindAddress(LOOPBACK).dynamicPort());
        http.start();
        gateway = http;
        System.setProperty(GATEWAY_PORT, String.valueOf(http.port()));
        System.setProperty(IMAP_PORT, String.valueOf(mailServer.getImap().getPort()));
        return Map.ofEntries(
                entry("quarkus.mailer.mock", "false"),
                entry("quarkus.mailer.host", LOOPBACK),
                entry("quarkus.mailer.port", String.valueOf(mailServer.getSmtp().getPort())),
                entry("quarkus.mailer.start-tls", "DISABLED"),
                entry("quarkus.mailer.max-mails-per-connection", "1"),
                entry("baoxue.notification.delivery.sms.url", "http://127.0.0.1:" + http.port() + "/sms"),
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
        if (gateway != null) {
            gateway.stop();
        }
    }
}
