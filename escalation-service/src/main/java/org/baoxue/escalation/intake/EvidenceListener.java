package org.baoxue.escalation.intake;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.escalation.duty.Evidence.Kind;
import org.baoxue.escalation.duty.EvidenceDetails;
import org.baoxue.escalation.watch.Recorder;
import org.baoxue.escalation.watch.Recorder.Given;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Takes what was signed, visited, sent and delivered elsewhere as evidence of the duties that it ends. */
@ApplicationScoped
class EvidenceListener implements EventHandler {
    private static final String ACADEMIC_OFFICE = "academic-office";

    private final Inbox inbox;
    private final Recorder recorder;
    private final SuiteClock clock;

    EvidenceListener(Inbox inbox, Recorder recorder, SuiteClock clock) {
        this.inbox = inbox;
        this.recorder = recorder;
        this.clock = clock;
    }

    @Incoming("cases")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.receive(records, this);
    }

    @Override
    public String topic() {
        return "baoxue.case.v1";
    }

    @Override
    public void handle(List<IncomingEvent> events) {
        recorder.recordAll(
                events.stream()
                        .flatMap(event ->
                                given(event).map(given -> given.from(event.id().toString())))
                        .toList(),
                clock.now());
    }

    static Stream<Given> given(IncomingEvent event) {
        return switch (event.type()) {
            case "org.baoxue.case.report-signed.v1" -> {
                Shapes.Signed signed = event.as(Shapes.Signed.class);
                yield signed.kind().equals("MONTH")
                        ? Stream.empty()
                        : given(
                                signed.duty(),
                                Kind.SIGNED,
                                signed.kind(),
                                EvidenceDetails.ofReport(signed.report()),
                                signed.signedBy(),
                                signed.signedAt());
            }
            case "org.baoxue.case.platform-sent.v1" -> platform(event.as(Shapes.PlatformSent.class), Kind.SENT);
            case "org.baoxue.case.platform-acknowledged.v1" ->
                platform(event.as(Shapes.PlatformSent.class), Kind.PLATFORM_ACKNOWLEDGED);
            case "org.baoxue.case.persuasion-recorded.v1" -> {
                Shapes.Persuasion persuasion = event.as(Shapes.Persuasion.class);
                yield Optional.ofNullable(persuasion.duties()).orElse(List.of()).stream()
                        .flatMap(spoken -> given(
                                spoken.duty(),
                                spoken.rule().equals("joint-persuasion") ? Kind.JOINT_VISIT : Kind.VISIT,
                                persuasion.kind(),
                                persuasion.by(),
                                persuasion.at()));
            }
            case "org.baoxue.notification.notice-delivered.v1" -> {
                Shapes.Notice notice = event.as(Shapes.Notice.class);
                boolean list = "report-absence-list".equals(notice.rule())
                        && "opened".equals(notice.occasion())
                        && notice.audience() != null
                        && notice.audience().post().equals(ACADEMIC_OFFICE);
                yield list ? given(notice.duty(), Kind.LIST_DELIVERED, "DELIVERED", null, notice.at()) : Stream.empty();
            }
            case "org.baoxue.notification.notice-acknowledged.v1" -> {
                Shapes.Notice notice = event.as(Shapes.Notice.class);
                yield "report-absence-list".equals(notice.rule())
                        ? given(notice.duty(), Kind.LIST_ACKNOWLEDGED, "ACKNOWLEDGED", null, notice.at())
                        : Stream.empty();
            }
            default -> Stream.empty();
        };
    }

    private static Stream<Given> platform(Shapes.PlatformSent said, Kind kind) {
        return given(said.duty(), kind, "PLATFORM", null, said.at());
    }

    private static Stream<Given> given(
            @Nullable String duty, Kind kind, String outcome, @Nullable String by, @Nullable Instant at) {
        return given(duty, kind, outcome, EvidenceDetails.NONE, by, at);
    }

    private static Stream<Given> given(
            @Nullable String duty,
            Kind kind,
            String outcome,
            EvidenceDetails details,
            @Nullable String by,
            @Nullable Instant at) {
        return duty == null ? Stream.empty() : Stream.of(new Given(duty, kind, outcome, details, null, by, at, null));
    }
}
