package org.baoxue.notification.deliver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How messages go out. */
@ConfigMapping(prefix = "baoxue.notification.delivery")
public interface DeliveryConfig {

    /** How long a claim holds before another node takes it over, in real time; longer than two timeouts. */
    Duration lease();

    /** How often one message is tried; the last address longer, as long as the message certainly did not go out. */
    @Min(1) @Max(20) int attempts();

    /** How long a message is worth trying that is not stale with its day. */
    Duration patience();

    /** The pause after the first attempt; it doubles. */
    Duration firstPause();

    /** How many messages a node sends at a time. */
    @Min(1) @Max(64) int parallel();

    /** How long a carrier may take to answer. */
    Duration timeout();

    Sms sms();

    Webhook webhook();

    interface Sms {
        URI url();

        Optional<String> token();

        /** Whether the gateway sends an order once that it gets twice under one Idempotency-Key. */
        @WithName("idempotent")
        boolean knowsKeys();
    }

    interface Webhook {
        /** Whether unencrypted addresses are called: for tests and drills. */
        boolean allowHttp();
    }
}
