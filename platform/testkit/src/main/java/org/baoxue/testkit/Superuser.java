package org.baoxue.testkit;

import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** A look into the service's database past all access rules, for assertions only; the service never runs as this. */
public final class Superuser {

    private static final String PROPERTY = "baoxue.test.superuser.url";

    private Superuser() {}

    static void set(String url) {
        System.setProperty(PROPERTY, url);
    }

    public static Jdbi jdbi() {
        return Jdbi.create(Objects.requireNonNull(System.getProperty(PROPERTY)), "postgres", "postgres")
                .installPlugin(new PostgresPlugin());
    }
}
