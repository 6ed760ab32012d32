package org.baoxue.notification.deliver;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.baoxue.notification.contact.Address;
import org.jspecify.annotations.Nullable;

/** Mail: at least once, under a Message-ID that stays the same, so that a second copy shows as the first. */
@ApplicationScoped
class MailChannel implements Channel {

    /** Replies about our login and not about the message. */
    private static final Set<Integer> OUR_LOGIN = Set.of(530, 534, 535, 538);

    private final ReactiveMailer mailer;

    /**
     * All mails go out from one event loop: made from a thread of another kind, a connection may be read by another loop than
     * the one that waits for the server's greeting; that greeting is lost now and then, and the connection with it.
     * Vert.x makes such a context only in {@link VertxInternal}, which is not public and may go: then take the context of a
     * verticle deployed for it ({@code Vertx.deployVerticle}); MailChannelIT shows whether that does.
     */
    private final Context loop;

    private final Duration timeout;

    MailChannel(ReactiveMailer mailer, Vertx vertx, DeliveryConfig config) {
        this.mailer = mailer;
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        this.timeout = config.timeout();
    }

    @Override
    public Address.Kind kind() {
        return Address.Kind.MAIL;
    }

    @Override
    public Repeats repeats() {
        return Repeats.MARKED;
    }

    @Override
    public Outcome send(UUID key, Order order, @Nullable Attachment attachment) {
        var mail = Mail.withText(order.address().value(), order.subject(), order.text())
                .addHeader("Message-ID", "<" + key + "@baoxue>")
                .addHeader("Auto-Submitted", "auto-generated");
        if (attachment != null) {
            mail.addAttachment(attachment.name(), attachment.bytes(), attachment.type());
        }
        try {
            Uni.createFrom()
                    .deferred(() -> mailer.send(mail))
                    .runSubscriptionOn(sending -> loop.runOnContext(nothing -> sending.run()))
                    .await()
                    .atMost(timeout);
            return new Outcome.Delivered(null, "taken-by-server");
        } catch (TimeoutException slow) {
            return new Outcome.Unknown("no-answer");
        } catch (RuntimeException failed) {
            return judge(failed);
        }
    }

    /** What the server replied decides; without a reply, whether there was a connection at all. */
    static Outcome judge(Throwable failed) {
        return causes(failed)
                .map(MailChannel::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(new Outcome.Unknown("broken-off"));
    }

    private static Optional<Outcome> known(Throwable cause) {
        return switch (cause) {
            case SMTPException reply -> Optional.of(replied(reply.getReplyCode()));
            case ConnectException none -> Optional.of(new Outcome.NotSent("no-connection"));
            case NoRouteToHostException none -> Optional.of(new Outcome.NotSent("no-connection"));
            case UnknownHostException none -> Optional.of(new Outcome.NotSent("no-connection"));
            case SSLHandshakeException untrusted -> Optional.of(new Outcome.NotSent("no-handshake"));
            case IllegalArgumentException unreadable -> Optional.of(new Outcome.Refused("bad-address"));
            default -> Optional.empty();
        };
    }

    private static Outcome replied(int code) {
        var detail = "smtp-" + code;
        return code >= 500 && code < 600 && !OUR_LOGIN.contains(code)
                ? new Outcome.Refused(detail)
                : new Outcome.NotSent(detail);
    }

    private static Stream<Throwable> causes(Throwable failed) {
        return Stream.<@Nullable Throwable>iterate(
                        failed, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
                .flatMap(Stream::ofNullable);
    }
}
