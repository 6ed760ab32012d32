package org.baoxue.notification.plan;

import static org.baoxue.notification.plan.Said.*;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What the bundler decides, as lines that a test can read. */
final class Bundled {

    private Bundled() {}

    static Notice missing(String student, String time) {
        return noticesOf(toTell(contact(student), student, tell(guardianOf(student), time)))
                .getFirst();
    }

    static Notice listed(String student, String time) {
        return noticesOf(toTell(report(student), student, onList(time))).getFirst();
    }

    /** As {@link #missing}, where the policy has families' messages gather for so many minutes. */
    static Notice missing(String student, String time, int minutes) {
        return noticesOf(toTell(contact(student), student, within(minutes, tell(guardianOf(student), time))))
                .getFirst();
    }

    /** As {@link #listed}, where the policy has lists gather for so many minutes. */
    static Notice listed(String student, String time, int minutes) {
        return noticesOf(toTell(report(student), student, within(minutes, onList(time))))
                .getFirst();
    }

    static List<Notice> noticesOf(Heard heard) {
        return planned(heard);
    }

    static List<String> decide(List<Notice> notices, World world) {
        return Bundler.decide(notices, world).stream()
                .map(decision -> line(decision, notices))
                .sorted(Comparator.comparing((String line) -> line.startsWith("close")))
                .toList();
    }

    private static String line(Decision decision, List<Notice> notices) {
        return switch (decision) {
            case Decision.Send send ->
                send.form() + " " + send.recipient().key() + ":"
                        + String.join(
                                "",
                                send.notices().stream()
                                        .map(id -> " " + student(id, notices)
                                                + (send.insteadOf().contains(id) ? "*" : ""))
                                        .toList());
            case Decision.Close(var window) -> "close " + window.group();
            case Decision.Silence(var id, var reason) -> "silence " + student(id, notices) + " " + reason;
            case Decision.Unreachable(var id) -> "unreachable " + student(id, notices);
            case Decision.Wait(var id, var dueAt, var window) ->
                "wait " + student(id, notices) + " " + local(dueAt)
                        + (window == null ? "" : " in " + local(window.start()));
        };
    }

    private static String student(UUID id, List<Notice> notices) {
        return notices.stream()
                .filter(notice -> notice.id().equals(id))
                .map(notice -> String.valueOf(notice.subject().student()))
                .findFirst()
                .orElseThrow();
    }

    private static String local(Instant instant) {
        var time = instant.atZone(SHANGHAI);
        var day = time.toLocalDate().equals(MONDAY) ? "" : "+1 ";
        return day + time.toLocalTime();
    }
}
