package org.baoxue.notification.deliver;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.TimeoutException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.baoxue.notification.contact.Address;
import org.jspecify.annotations.Nullable;

/** Mail: at least once, under a Message-ID that stays the same, so that a second copy shows as the first. */
@ApplicationScoped
class MailChannel implements Channel {

    private static final Pattern REPLY = Pattern.compile("\\b([45])\\d\\d\\b");

    private final ReactiveMailer mailer;
    private final Duration timeout;

    MailChannel(ReactiveMailer mailer, DeliveryConfig config) {
        this.mailer = mailer;
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
            mailer.send(mail).await().atMost(timeout);
            return new Outcome.Delivered(null, "taken-by-server");
        } catch (TimeoutException slow) {
            return new Outcome.Unknown("no-answer");
        } catch (RuntimeException failed) {
            return judge(failed);
        }
    }

    /** The client has no types for what the server said: the reply's code stands in the message. */
    private static Outcome judge(RuntimeException failed) {
        var said = causes(failed)
                .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                .toList();
        if (said.stream().anyMatch(text -> text.contains("connection refused") || text.contains("failed to resolve"))) {
            return new Outcome.NotSent("no-connection");
        }
        return said.stream()
                .map(REPLY::matcher)
                .filter(matcher -> matcher.find())
                .findFirst()
                .<Outcome>map(matcher -> matcher.group(1).equals("5")
                        ? new Outcome.Refused("smtp-" + matcher.group())
                        : new Outcome.NotSent("smtp-" + matcher.group()))
                .orElse(new Outcome.Unknown("broken-off"));
    }

    private static Stream<Throwable> causes(Throwable failed) {
        return Stream.<@Nullable Throwable>iterate(
                        failed, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
                .flatMap(Stream::ofNullable);
    }
}
