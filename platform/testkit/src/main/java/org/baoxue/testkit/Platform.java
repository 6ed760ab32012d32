package org.baoxue.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Real PostgreSQL, real Kafka and a token issuer for one service's tests:
 * {@code @QuarkusTest @WithTestResource(Platform.class)}. The database and its roles are those of {@code baoxue.db} in
 * the service's own {@code application.properties}, the login role no superuser.
 */
public class Platform implements QuarkusTestResourceLifecycleManager {

    private final Broker broker = new Broker();
    private final Issuer issuer = new Issuer();
    private final Database database = new Database();

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        settings.putAll(database.start(databaseName()));
        settings.putAll(broker.start());
        settings.putAll(issuer.start());
        settings.put("baoxue.clock.settable", "true");
        settings.put("baoxue.seal.keys", "test:" + "A".repeat(43) + "=");
        settings.put("baoxue.numbers.key", "B".repeat(42) + "A=");
        settings.put("quarkus.http.test-port", "0");
        settings.put("quarkus.log.category.\"org.apache.kafka\".level", "WARN");
        return settings;
    }

    @Override
    public void stop() {
        broker.stop();
        issuer.stop();
        database.stop();
    }

    private static String databaseName() {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream("application.properties")) {
            var properties = new Properties();
            properties.load(file);
            return properties.getProperty("baoxue.db");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
