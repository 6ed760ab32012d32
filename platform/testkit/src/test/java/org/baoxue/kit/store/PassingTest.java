package org.baoxue.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassingTest {

    @Test
    void a_database_that_nobody_serves_passes() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var refused = Assertions.catchThrowableOfType(
                SQLException.class, () -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + free + "/x"));
        assertThat(Passing.is(new IllegalStateException(refused))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "55P03", "57P01", "25P03", "25P04", "55000"})
    void what_another_moment_mends_passes(String state) {
        assertThat(Passing.is(new IllegalStateException(new SQLException("x", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42501", "42P01", "22001", "25P02"})
    void a_fault_of_ours_does_not(String state) {
        assertThat(Passing.is(new IllegalStateException(new SQLException("x", state))))
                .isFalse();
    }

    @Test
    void a_pool_without_a_connection_to_give_passes() {
        assertThat(Passing.is(new SQLException("Acquisition timeout while waiting for new connection")))
                .isTrue();
    }

    @Test
    void an_issuer_that_cannot_be_asked_says_nothing_about_the_token() {
        assertThat(Passing.is(new AuthenticationFailedException(new ConnectException())))
                .isTrue();
        assertThat(Passing.is(new AuthenticationFailedException())).isFalse();
    }
}
