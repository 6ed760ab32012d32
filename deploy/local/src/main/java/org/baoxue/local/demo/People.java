package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Service;

/**
 * The teachers, offices and officers of the story. They see what they owe and, after the time that such a thing takes,
 * record what they did, each under a token of their own; what ended meanwhile they leave alone.
 */
final class People {
    private static final int ENDED_MEANWHILE = 409;
    private static final Duration A_CALL = Duration.ofMinutes(35);
    private static final Duration A_LOOK = Duration.ofMinutes(40);

    private final Desk desk;
    private final World world;
    private final Days days;
    private final Timetable timetable;
    private final Set<String> ill;
    private final Set<String> missing;
    private final Map<String, Event> open = new ConcurrentHashMap<>();
    private final Map<String, String> cases = new ConcurrentHashMap<>();
    private final Set<String> planned = new HashSet<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.EPOCH;

    /** @param missing children whose whereabouts nobody can tell at the door */
    People(Desk desk, World world, Days days, Timetable timetable, Set<String> ill, Set<String> missing) {
        this.desk = desk;
        this.world = world;
        this.days = days;
        this.timetable = timetable;
        this.ill = ill;
        this.missing = missing;
    }

    void hear(Event event) {
        switch (event.family() + " " + event.name()) {
            case "escalation duty-opened" -> owe(event);
            case "escalation duty-done", "escalation duty-lapsed", "escalation duty-cancelled" ->
                open.remove(event.text("duty"));
            case "case case-opened" -> cases.put(event.text("student"), event.text("case"));
            case "case report-drafted" -> sign(event);
            case "case returned" -> clear(event);
            default -> {
                // nothing that anybody has to act upon
            }
        }
    }

    private void owe(Event duty) {
        open.put(duty.text("duty"), duty);
        var opened = duty.at();
        var today = days.dateOf(opened);
        switch (duty.text("rule")) {
            case "contact-guardian", "contact-about-concern" ->
                later(duty, opened.plus(A_CALL), () -> record(duty, "CONTACT_ATTEMPT", "REACHED"));
            case "verify-same-day" ->
                later(duty, latest(days.at(today, "16:30"), opened.plus(A_LOOK)), () -> verify(duty));
            case "verify-presumed" ->
                later(duty, days.at(days.after(today, 1), "10:00"), () -> record(duty, "RELEASE", "LOOKED_INTO"));
            case "inform-principal" -> later(duty, opened.plus(A_LOOK), () -> record(duty, "INFORMED", "IN_PERSON"));
            case "home-visit" -> later(duty, days.at(days.after(today, 1), "11:00"), () -> visit(duty, "HOME_VISIT"));
            case "joint-persuasion" ->
                later(duty, days.at(days.after(today, 3), "10:30"), () -> visit(duty, "JOINT_VISIT"));
            default -> {
                // ended by what others do: posting a roll call, delivering a list, signing a report
            }
        }
    }

    private void verify(Event duty) {
        var child = duty.text("student");
        var outcome = ill.contains(child) ? "ILL" : missing.contains(child) ? "UNKNOWN" : "WHEREABOUTS_KNOWN";
        record(duty, "VERIFICATION", outcome);
    }

    private void record(Event duty, String kind, String outcome) {
        var owner = duty.payload().path("owner");
        var person =
                world.personIn(owner.path("post").asText(), owner.path("scope").asText());
        send(
                Service.ESCALATION,
                "/v1/duties/" + duty.text("duty") + "/evidence",
                person,
                Json.object().put("kind", kind).put("outcome", outcome),
                duty.text("duty") + "-" + kind);
    }

    private void visit(Event duty, String kind) {
        var caseId = cases.get(duty.text("student"));
        if (caseId == null) {
            failures.add("a " + kind + " is owed for " + duty.text("student") + ", and no case was opened");
            return;
        }
        var visitor = world.personIn("assigned-teacher", duty.text("school"));
        var body = Json.object()
                .put("kind", kind)
                .put("on", days.dateOf(now).toString())
                .put("outcome", "WILL_RETURN");
        var participants = body.putArray("participants");
        participants.addObject().put("kind", "ASSIGNED_TEACHER").put("person", visitor);
        if (kind.equals("JOINT_VISIT")) {
            participants
                    .addObject()
                    .put("kind", "TOWNSHIP_OFFICER")
                    .put("person", world.personIn("township-officer", duty.text("place")));
        }
        send(Service.CASES, "/v1/cases/" + caseId + "/persuasions", visitor, body, duty.text("duty") + "-" + kind);
    }

    /** Five school days after the return the office proposes to clear the entry, and the principal decides. */
    private void clear(Event returned) {
        if (!planned.add("clear " + returned.id())) {
            return;
        }
        var path = "/v1/cases/" + returned.text("case") + "/closing";
        var school = returned.text("school");
        var date = days.after(LocalDate.parse(returned.text("watchUntil")), 1);
        timetable.at(
                days.at(date, "10:00"),
                () -> send(
                        Service.CASES,
                        path,
                        world.personIn("academic-office", school),
                        Json.object().put("reason", "RETURNED"),
                        "close-" + returned.id()));
        timetable.at(
                days.at(date, "11:00"),
                () -> send(
                        Service.CASES,
                        path + "/approval",
                        world.personIn("principal", school),
                        Json.object(),
                        "approve-" + returned.id()));
    }

    private void sign(Event draft) {
        var report = draft.text("report");
        if (!planned.add(report)) {
            return;
        }
        var at = days.at(days.after(days.dateOf(draft.at()), 1), "09:00");
        timetable.at(
                at,
                () -> send(
                        Service.CASES,
                        "/v1/reports/" + report + "/signature",
                        world.personIn("principal", draft.text("school")),
                        Json.object().put("reasonCategory", "STUDY"),
                        "sign-" + report));
    }

    private void later(Event duty, Instant at, Runnable act) {
        if (planned.add(duty.text("duty"))) {
            var minute = at.plus(Duration.ofMinutes(1)).minusMillis(1).truncatedTo(ChronoUnit.MINUTES);
            timetable.at(minute, () -> {
                if (open.containsKey(duty.text("duty"))) {
                    act.run();
                }
            });
        }
    }

    private void send(Service service, String path, String person, ObjectNode body, String key) {
        var answer = desk.post(service, path, desk.token(person), body, key);
        if (!answer.good() && answer.status() != ENDED_MEANWHILE) {
            failures.add(person + " could not record what was done: " + answer.request() + " answered "
                    + answer.status() + ": " + answer.text());
        }
    }

    /** What people were not able to record, in sentences. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    void clock(Instant time) {
        now = time;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
