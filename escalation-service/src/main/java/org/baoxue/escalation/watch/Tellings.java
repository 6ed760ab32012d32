package org.baoxue.escalation.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Post;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.watch.Replay.Telling;

/**
 * Who would have heard what of one child. It is planned, dropped and corrected by the rules of notification-service's planner:
 * each (cause, audience, occasion) once; what is not yet said is never said once it is no longer true; whoever heard a thing
 * that turns out wrong hears that, once. Pure.
 *
 * <p>Whatever was to be said by an instant was said by then. What people do about messages (an own entry, a vacant post, an
 * address that no longer works, contact hours) is left out.
 */
final class Tellings {
    static final String CORRECTED = "corrected";

    private final Map<Name, Notice> said = new LinkedHashMap<>();
    private final Set<Name> silenced = new HashSet<>();

    /** @param cause the duty, or what a firing told by itself */
    private record Name(String cause, Post audience, String occasion) {}

    /** @param firing where no duty is behind it; empty where one is */
    private record Notice(Name name, String firing, Telling telling) {
        private boolean ofDuty(Duty duty) {
            return firing.isEmpty() && name.cause().equals(duty.id());
        }

        private boolean isTask() {
            return name.occasion().equals(Tell.OPENED) || name.occasion().equals(Tell.HANDED_OVER);
        }

        private boolean isCorrection() {
            return name.occasion().equals(CORRECTED);
        }

        private boolean isToGuardian() {
            return name.audience().post().equals(Post.GUARDIAN);
        }
    }

    /** In the order in which they were planned. */
    List<Telling> all() {
        return said.values().stream().map(Notice::telling).toList();
    }

    void plan(Duty duty, List<Tell> tells) {
        tells.forEach(tell -> plan(new Notice(
                new Name(duty.id(), tell.audience(), tell.occasion()),
                "",
                new Telling(
                        duty.rule(),
                        duty.subject().id(),
                        duty.date(),
                        duty.firing() != null,
                        tell.occasion(),
                        tell.audience().post(),
                        tell.at()))));
    }

    /** @param about what every telling of the firing has in common; its occasion, post and time are those of each */
    void plan(Decision.Told told, Telling about) {
        told.tells()
                .forEach(tell -> plan(new Notice(
                        new Name(told.telling(), tell.audience(), tell.occasion()),
                        told.firing().id(),
                        about.as(tell.occasion(), tell.audience().post(), tell.at()))));
    }

    /** Of what was silenced only a duty that is handed back is told anew. */
    private void plan(Notice notice) {
        boolean handedBack = notice.name().occasion().equals(Tell.HANDED_OVER);
        if (handedBack || !silenced.contains(notice.name())) {
            said.putIfAbsent(notice.name(), notice);
        }
    }

    void done(Duty duty, Instant now) {
        silence(notice -> notice.ofDuty(duty) && notice.isTask(), now);
    }

    /** Nobody is asked any more for what they owe no longer: another does, or its time has run out. */
    void noLongerOwedBy(Post owner, Duty duty, Instant now) {
        silence(
                notice -> notice.ofDuty(duty)
                        && notice.isTask()
                        && notice.name().audience().equals(owner),
                now);
    }

    /** @param correct whoever was told hears it */
    void cancelled(Duty duty, boolean correct, Instant now) {
        takeBack(notice -> notice.ofDuty(duty), correct, now);
    }

    void withdrawn(Firing firing, Instant now) {
        takeBack(notice -> notice.firing().equals(firing.id()), true, now);
    }

    /** The child is back, excused or gone: the guardian knows. Whoever else is to hear of a firing hears of it: it stands. */
    void absenceEnded(String spell, Instant now) {
        silence(
                notice -> notice.telling().spell().equals(spell) && !notice.isCorrection() && notice.isToGuardian(),
                now);
    }

    private void takeBack(Predicate<Notice> which, boolean correct, Instant now) {
        Predicate<Notice> original = which.and(notice -> !notice.isCorrection());
        silence(original, now);
        if (correct) {
            List<Notice> wrong = said.values().stream().filter(original).toList();
            wrong.forEach(notice -> plan(correction(notice, now)));
        }
    }

    private static Notice correction(Notice wrong, Instant now) {
        Telling telling = wrong.telling();
        return new Notice(
                new Name(wrong.name().cause(), wrong.name().audience(), CORRECTED),
                wrong.firing(),
                telling.as(CORRECTED, telling.post(), now));
    }

    private void silence(Predicate<Notice> which, Instant now) {
        for (Notice notice : new ArrayList<>(said.values())) {
            if (which.test(notice) && notice.telling().at().isAfter(now)) {
                said.remove(notice.name());
                silenced.add(notice.name());
            }
        }
    }
}
