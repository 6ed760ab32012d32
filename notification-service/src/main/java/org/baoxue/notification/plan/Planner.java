package org.baoxue.notification.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.baoxue.notification.plan.Notice.Silence;
import org.baoxue.notification.plan.Notice.State;
import org.jspecify.annotations.Nullable;

/**
 * Folds what was heard into notices: each (cause, audience, occasion) once, silenced while unsent when it is no longer
 * true, corrected once for exactly those who were told.
 */
public final class Planner {

    /**
     * What is to change.
     *
     * @param added notices that are new
     * @param silenced why planned ones are not to be sent
     * @param overtaken why those on their way, or told, are no longer true: what was not sent yet is not to be
     * @param again silenced ones that are true after all
     * @param signed by notice: the number of the signed report that goes with it
     */
    public record Changes(
            List<Notice> added,
            Map<UUID, Silence> silenced,
            Map<UUID, Silence> overtaken,
            Set<UUID> again,
            Map<UUID, String> signed) {}

    private final Map<UUID, Notice> notices = new LinkedHashMap<>();
    private final Map<UUID, Notice> added = new LinkedHashMap<>();
    private final Map<UUID, Silence> silenced = new LinkedHashMap<>();
    private final Map<UUID, Silence> overtaken = new LinkedHashMap<>();
    private final Set<UUID> again = new LinkedHashSet<>();
    private final Map<UUID, String> signed = new LinkedHashMap<>();

    private Planner(List<Notice> known) {
        known.forEach(notice -> notices.put(notice.id(), notice));
    }

    /** @param known every notice of the causes, spells and firings that {@code heard} names */
    public static Changes plan(List<Notice> known, List<Heard> heard) {
        var planner = new Planner(known);
        heard.forEach(planner::hear);
        // What was planned and silenced within one batch is kept with its reason, so that "why did nobody hear" has an
        // answer.
        return new Changes(
                List.copyOf(planner.added.values()),
                planner.silenced,
                planner.overtaken,
                planner.again,
                planner.signed);
    }

    /**
     * What the level above hears of a post that no message reached, once for each cause. Not of a list: the duty to report it
     * lapses then, and who hears of the lapse is the rule's to say.
     */
    public static Optional<Notice> postUnreached(Notice failed, Instant now) {
        boolean isSeenToOtherwise = failed.audience().isGuardian()
                || failed.isCorrection()
                || failed.list()
                || failed.occasion().equals(Notice.POST_UNREACHED);
        return isSeenToOtherwise
                ? Optional.empty()
                : Optional.of(plain(
                        failed.cause(),
                        Notice.POST_UNREACHED,
                        failed.audience(),
                        failed.subject(),
                        failed.matter(),
                        now));
    }

    /** What the class teacher hears of a guardian whom no message reaches: their own entry or not, as it is a task. */
    public static Notice unreached(Notice ofGuardian, Instant now) {
        var subject = ofGuardian.subject();
        var ofClass = subject.classId();
        var audience = ofClass == null
                ? new PostRef("academic-office", subject.school())
                : new PostRef("class-teacher", ofClass);
        return plain(ofGuardian.cause(), Notice.UNREACHED, audience, subject, ofGuardian.matter(), now);
    }

    private void hear(Heard heard) {
        switch (heard) {
            case Heard.ToTell toTell -> toTell.tell().forEach(tell -> add(notice(toTell, tell)));
            case Heard.Vacancy vacancy -> vacant(vacancy);
            case Heard.DutyDone(var duty) -> silence(of(duty).and(Notice::isOfTheOwner), Silence.DONE);
            case Heard.DutyHandedOver(var duty, var from) ->
                silence(
                        of(duty).and(notice ->
                                notice.isOfTheOwner() && notice.audience().equals(from)),
                        Silence.HANDED_OVER);
            case Heard.DutyLapsed(var duty, var owner) ->
                silence(
                        of(duty).and(notice ->
                                notice.isTask() && notice.audience().equals(owner)),
                        Silence.LAPSED);
            case Heard.DutyCancelled cancelled -> cancel(cancelled);
            case Heard.FiringWithdrawn withdrawn -> withdraw(withdrawn);
            case Heard.SpellEnded(var spell) ->
                silence(
                        notice -> spell.equals(notice.subject().spell())
                                && mayBeTakenBack(notice)
                                && notice.audience().isGuardian(),
                        Silence.ABSENCE_OVER);
            case Heard.ReportSigned report -> sign(report);
        }
    }

    private static Notice notice(Heard.ToTell toTell, Tell tell) {
        boolean shared = tell.list() || tell.audience().isGuardian();
        return new Notice(
                idOf(toTell.cause(), tell),
                toTell.cause(),
                tell.occasion(),
                tell.audience(),
                toTell.subject(),
                toTell.matter(),
                tell.at(),
                tell.at(),
                shared ? Window.of(tell.at(), tell.window()) : null,
                tell.list(),
                toTell.actor(),
                null,
                null,
                State.PLANNED);
    }

    /** A duty may be handed to the same post more than once: each time is told, once. */
    private static UUID idOf(Cause cause, Tell tell) {
        return tell.occasion().equals(Notice.HANDED_OVER)
                ? Notice.idOf(cause, tell.audience(), tell.occasion() + " " + tell.at())
                : Notice.idOf(cause, tell.audience(), tell.occasion());
    }

    /** What was not told because somebody had come by then is told when they have left as well. */
    private void vacant(Heard.Vacancy vacancy) {
        var notice = plain(
                vacancy.cause(),
                Notice.OWNER_VACANT,
                vacancy.owner(),
                vacancy.subject(),
                vacancy.matter(),
                vacancy.at());
        var known = notices.get(notice.id());
        if (known != null && known.state() == State.SILENCED) {
            notices.put(notice.id(), known.in(State.PLANNED));
            again.add(notice.id());
        } else {
            add(notice);
        }
    }

    private void cancel(Heard.DutyCancelled cancelled) {
        var ofDuty = of(cancelled.duty());
        silence(ofDuty.and(Planner::mayBeTakenBack), Silence.CANCELLED);
        if (cancelled.correct()) {
            correct(ofDuty, cancelled.reason(), cancelled.actor(), cancelled.at());
        }
    }

    private void withdraw(Heard.FiringWithdrawn withdrawn) {
        Predicate<Notice> ofFiring = notice ->
                isTelling(notice) && withdrawn.firing().equals(notice.cause().firing());
        silence(ofFiring.and(Planner::mayBeTakenBack), Silence.CANCELLED);
        correct(ofFiring, withdrawn.reason(), withdrawn.actor(), withdrawn.at());
    }

    /** Each audience once, for the first it heard, and who heard in its stead once; a message still under way is waited for. */
    private void correct(Predicate<Notice> which, @Nullable String reason, @Nullable String actor, Instant at) {
        var told = notices.values().stream()
                .filter(which)
                .filter(notice -> !notice.isCorrection())
                .filter(notice -> notice.state().isTold() || notice.state() == State.SENDING)
                .toList();
        for (var original : told) {
            add(new Notice(
                    Notice.idOf(original.cause(), original.audience(), original.correctedAs()),
                    original.cause(),
                    original.correctedAs(),
                    original.audience(),
                    original.subject(),
                    original.matter().because(reason),
                    at,
                    at,
                    windowOfCorrection(original, at),
                    false,
                    actor,
                    original.id(),
                    null,
                    State.PLANNED));
        }
    }

    private static @Nullable Window windowOfCorrection(Notice original, Instant at) {
        if (!original.audience().isGuardian()) {
            return null;
        }
        var window = original.window();
        return window == null ? Window.of(at, Window.USUAL) : window.around(at);
    }

    private void sign(Heard.ReportSigned report) {
        for (var notice : new ArrayList<>(notices.values())) {
            if (of(report.duty().id()).test(notice)
                    && notice.isPlanned()
                    && notice.occasion().equals(Notice.DONE)) {
                signed.put(notice.id(), report.number());
            }
        }
        for (var recipient : report.recipients()) {
            var notice = plain(report.duty(), Notice.DONE, recipient, report.subject(), report.matter(), report.at());
            if (add(notice)) {
                signed.put(notice.id(), report.number());
            }
        }
    }

    private static Notice plain(
            Cause cause, String occasion, PostRef audience, Subject subject, Matter matter, Instant at) {
        return new Notice(
                Notice.idOf(cause, audience, occasion),
                cause,
                occasion,
                audience,
                subject,
                matter,
                at,
                at,
                null,
                false,
                null,
                null,
                null,
                State.PLANNED);
    }

    private boolean add(Notice notice) {
        if (notices.putIfAbsent(notice.id(), notice) != null) {
            return false;
        }
        added.put(notice.id(), notice);
        if (notice.occasion().equals(Notice.DONE)) {
            signedFor(notice.cause().id()).ifPresent(number -> signed.put(notice.id(), number));
        }
        return true;
    }

    private Optional<String> signedFor(String duty) {
        return notices.values().stream()
                .filter(of(duty))
                .map(other -> other.report() != null ? other.report() : signed.get(other.id()))
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    private void silence(Predicate<Notice> which, Silence reason) {
        for (var notice : List.copyOf(notices.values())) {
            if (!which.test(notice)) {
                continue;
            }
            if (notice.isPlanned()) {
                notices.put(notice.id(), notice.in(State.SILENCED));
                silenced.put(notice.id(), reason);
            } else if (notice.state() != State.SILENCED) {
                overtaken.put(notice.id(), reason);
            }
        }
    }

    /** Who heard a wrong thing hears the correction, also when its withdrawal is heard of twice. */
    private static boolean mayBeTakenBack(Notice notice) {
        return !notice.isCorrection();
    }

    private static Predicate<Notice> of(String duty) {
        return notice ->
                notice.cause().kind() == Cause.Kind.DUTY && notice.cause().id().equals(duty);
    }

    private static boolean isTelling(Notice notice) {
        return notice.cause().kind() == Cause.Kind.TELLING;
    }
}
