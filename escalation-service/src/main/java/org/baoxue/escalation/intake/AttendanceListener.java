package org.baoxue.escalation.intake;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.baoxue.escalation.concerns.Concerns;
import org.baoxue.escalation.concerns.Concerns.ConcernRaised;
import org.baoxue.escalation.concerns.Concerns.ConcernWithdrawn;
import org.baoxue.escalation.directory.DirectoryStore;
import org.baoxue.escalation.intake.FactIntakeStore.Spoken;
import org.baoxue.escalation.registration.Registrations;
import org.baoxue.escalation.registration.Said;
import org.baoxue.escalation.watch.ClassDays;
import org.baoxue.escalation.watch.SpellStore;
import org.baoxue.escalation.watch.Watch;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.inbox.EventHandler;
import org.baoxue.kit.inbox.Inbox;
import org.baoxue.kit.inbox.IncomingEvent;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes in what the schools report. One batch is a fixed number of statements: only children who are absent, or whose spell
 * a report may touch, are looked at again, and those all at once.
 */
@ApplicationScoped
class AttendanceListener implements EventHandler {
    private final Inbox inbox;
    private final FactIntakeStore store;
    private final DirectoryStore directory;
    private final SpellStore spells;
    private final Watch watch;
    private final ClassDays classDays;
    private final Registrations registrations;
    private final Concerns concerns;
    private final SuiteClock clock;

    AttendanceListener(
            Inbox inbox,
            FactIntakeStore store,
            DirectoryStore directory,
            SpellStore spells,
            Watch watch,
            ClassDays classDays,
            Registrations registrations,
            Concerns concerns,
            SuiteClock clock) {
        this.inbox = inbox;
        this.store = store;
        this.directory = directory;
        this.spells = spells;
        this.watch = watch;
        this.classDays = classDays;
        this.registrations = registrations;
        this.concerns = concerns;
        this.clock = clock;
    }

    @Incoming("attendance")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.receive(records, this);
    }

    @Override
    public String topic() {
        return "baoxue.attendance.v1";
    }

    @Override
    public void handle(List<IncomingEvent> events) {
        Batch batch = new Batch();
        events.forEach(batch::add);
        // schools before children, as everywhere: who waits for another never waits in a ring
        Said said = batch.said();
        Set<String> schools = batch.schools();
        schools.addAll(registrations.concerned(said));
        directory.lockSchools(schools, batch.calledSchools());
        registrations.heard(said, clock.now());
        Map<String, LocalDate> touched = new HashMap<>();
        addEnrolments(batch, touched);
        addLeaves(batch, touched);
        addRollCalls(batch, touched);
        Instant now = batch.latest(clock.now());
        addClosedDays(batch, touched);
        watch.look(touched, now);
        concerns.heard(batch.raised, batch.takenBack, now);
        classDays.posted(
                batch.rollCalls.stream()
                        .map(call -> new ClassDays.ClassDay(call.school(), call.classId(), call.date()))
                        .toList(),
                now);
        classDays.closed(
                batch.closed.stream()
                        .map(day -> new ClassDays.SchoolDay(day.school(), day.date()))
                        .toList(),
                now);
    }

    private void addRollCalls(Batch batch, Map<String, LocalDate> touched) {
        if (batch.rollCalls.isEmpty()) {
            return;
        }
        store.addRollCalls(batch.rollCalls);
        Set<String> members = new HashSet<>();
        batch.rollCalls.forEach(call -> call.members().forEach(members::add));
        Map<String, Set<String>> before = namedBefore(batch);
        before.values().forEach(members::addAll);
        LocalDate first = batch.rollCalls.stream()
                .map(Shapes.RollCall::date)
                .min(LocalDate::compareTo)
                .orElseThrow();
        Set<String> concerned = new HashSet<>(spells.concerned(members, first));
        List<Spoken> spoken = new ArrayList<>();
        for (Shapes.RollCall call : batch.rollCalls) {
            before.getOrDefault(call.key(), Set.of()).stream()
                    .filter(concerned::contains)
                    .forEach(student -> touch(touched, student, call.date()));
            Set<String> absent = new HashSet<>(call.absent());
            call.members()
                    .filter(student -> absent.contains(student) || concerned.contains(student))
                    .forEach(student -> {
                        touch(touched, student, call.date());
                        spoken.add(new Spoken(student, call.school(), call.place(), call.classId()));
                    });
        }
        store.addChildren(spoken);
    }

    private Map<String, Set<String>> namedBefore(Batch batch) {
        List<Shapes.RollCall> revised =
                batch.rollCalls.stream().filter(call -> call.revision() > 1).toList();
        return revised.isEmpty() ? Map.of() : store.namedBefore(revised);
    }

    private void addEnrolments(Batch batch, Map<String, LocalDate> touched) {
        store.addEnrolments(batch.enrolments);
        batch.enrolments.forEach(change -> touch(touched, change.student(), change.effective()));
        keepConcerned(touched);
    }

    private void addLeaves(Batch batch, Map<String, LocalDate> touched) {
        store.addLeaves(batch.leaves);
        store.addWithdrawals(batch.withdrawals);
        Map<String, LocalDate> byLeave = new HashMap<>();
        batch.leaves.forEach(leave -> touch(byLeave, leave.student(), leave.from()));
        keepConcerned(byLeave);
        byLeave.forEach((student, from) -> touch(touched, student, from));
        // a leave that covered everything left no spell behind: what it no longer covers must be looked for
        store.firstDays(batch.changedLeaves()).forEach((student, from) -> touch(touched, student, from));
    }

    private void addClosedDays(Batch batch, Map<String, LocalDate> touched) {
        if (batch.closed.isEmpty()) {
            return;
        }
        store.addClosedDays(batch.closed);
        LocalDate first = batch.closed.stream()
                .map(Shapes.DayClosed::date)
                .min(LocalDate::compareTo)
                .orElseThrow();
        spells.openIn(batch.closed.stream().map(Shapes.DayClosed::school).toList())
                .forEach(student -> touch(touched, student, first));
    }

    /** Nobody without a spell from that date on is concerned by an enrolment or a leave. */
    private void keepConcerned(Map<String, LocalDate> touched) {
        if (!touched.isEmpty()) {
            LocalDate first =
                    touched.values().stream().min(LocalDate::compareTo).orElseThrow();
            touched.keySet().retainAll(spells.concerned(touched.keySet(), first));
        }
    }

    private static void touch(Map<String, LocalDate> touched, String student, LocalDate date) {
        touched.merge(student, date, (a, b) -> a.isBefore(b) ? a : b);
    }

    /** The events of one batch, kind by kind. */
    private static final class Batch {
        private final List<Shapes.RollCall> rollCalls = new ArrayList<>();
        private final List<Shapes.LeaveGranted> leaves = new ArrayList<>();
        private final List<Shapes.LeaveWithdrawn> withdrawals = new ArrayList<>();
        private final List<Shapes.Enrolment> enrolments = new ArrayList<>();
        private final List<Shapes.DayClosed> closed = new ArrayList<>();
        private final List<ConcernRaised> raised = new ArrayList<>();
        private final List<ConcernWithdrawn> takenBack = new ArrayList<>();

        void add(IncomingEvent event) {
            switch (event.type()) {
                case "org.baoxue.attendance.roll-call-recorded.v1" -> {
                    Shapes.RollCall call = event.as(Shapes.RollCall.class);
                    if (call.isDaily()) {
                        rollCalls.add(call);
                    }
                }
                case "org.baoxue.attendance.leave-granted.v1" -> leaves.add(event.as(Shapes.LeaveGranted.class));
                case "org.baoxue.attendance.leave-withdrawn.v1" ->
                    withdrawals.add(event.as(Shapes.LeaveWithdrawn.class));
                case "org.baoxue.attendance.enrolment-changed.v1" -> enrolments.add(event.as(Shapes.Enrolment.class));
                case "org.baoxue.attendance.school-day-closed.v1" -> closed.add(event.as(Shapes.DayClosed.class));
                case "org.baoxue.attendance.concern-raised.v1" -> raised.add(event.as(ConcernRaised.class));
                case "org.baoxue.attendance.concern-withdrawn.v1" -> takenBack.add(event.as(ConcernWithdrawn.class));
                default -> {
                    // class-not-marked follows from what is posted; newer types are not for us
                }
            }
        }

        List<Map<String, String>> calledSchools() {
            return rollCalls.stream()
                    .map(call -> Map.of("code", call.school(), "place", call.place(), "zone", call.zone()))
                    .distinct()
                    .toList();
        }

        /** What may say of a child that it has come, or had not. */
        Said said() {
            Said.Marks seen = new Said.Marks();
            Said.Marks early = new Said.Marks();
            rollCalls.forEach(call -> {
                call.members().forEach(student -> early.add(student, call.date()));
                Stream.of(call.present(), call.late(), call.leave())
                        .flatMap(List::stream)
                        .forEach(student -> seen.add(student, call.date()));
            });
            leaves.forEach(leave -> {
                seen.add(leave.student(), leave.to());
                early.add(leave.student(), leave.from());
            });
            return new Said(
                    seen,
                    early,
                    Stream.concat(
                                    withdrawals.stream().map(Shapes.LeaveWithdrawn::student),
                                    enrolments.stream().map(Shapes.Enrolment::student))
                            .collect(Collectors.toSet()),
                    enrolments.stream().map(Shapes.Enrolment::school).collect(Collectors.toSet()));
        }

        /** Whose class days may get their ending, or whose children may have come. */
        Set<String> schools() {
            return Stream.of(
                            rollCalls.stream().map(Shapes.RollCall::school),
                            closed.stream().map(Shapes.DayClosed::school),
                            leaves.stream().map(Shapes.LeaveGranted::school),
                            enrolments.stream().map(Shapes.Enrolment::school))
                    .flatMap(schools -> schools)
                    .collect(Collectors.toSet());
        }

        /** Leaves that were withdrawn, or granted anew for other days. */
        Set<String> changedLeaves() {
            return Stream.concat(
                            withdrawals.stream().map(Shapes.LeaveWithdrawn::leave),
                            leaves.stream()
                                    .filter(leave -> leave.revision() > 1)
                                    .map(Shapes.LeaveGranted::leave))
                    .collect(Collectors.toSet());
        }

        /** The clocks of two services may differ by little: what was accepted has happened. */
        Instant latest(Instant now) {
            return closed.stream()
                    .map(Shapes.DayClosed::closedAt)
                    .filter(now::isBefore)
                    .max(Instant::compareTo)
                    .orElse(now);
        }
    }
}
