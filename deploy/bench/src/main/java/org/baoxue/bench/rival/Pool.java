package org.baoxue.bench.rival;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The pool that both rivals' own examples use. */
final class Pool {
    private Pool() {}

    static HikariDataSource of(String[] arguments, int size) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(arguments[0]);
        settings.setUsername(arguments[1]);
        settings.setPassword(arguments[2]);
        settings.setMaximumPoolSize(size);
        return new HikariDataSource(settings);
    }
}
