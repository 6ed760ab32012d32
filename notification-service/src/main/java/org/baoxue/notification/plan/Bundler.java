package org.baoxue.notification.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.baoxue.notification.plan.Decision.Form;
import org.baoxue.notification.plan.Decision.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * Decides what goes out now, and in which messages: one list per audience and window, one message per family and
 * window, otherwise one per person and moment.
 */
public final class Bundler {

    /** What these say is of the day itself: no hour of the night delays it, and on the next day it is not sent. */
    private static final Set<String> SAME_DAY =
            Set.of("submit-attendance", "contact-guardian", "report-absence-list", "verify-same-day");

    /** Their end is told by the signed report itself, however long its document takes. */
    public static final Set<String> WRITTEN = Set.of("township-report", "unregistered-report", "formal-report");

    /** How often a notice that waits for its report is looked at; the report itself wakes it at once. */
    private static final Duration REPORT_LOOK = Duration.ofMinutes(10);

    private record Parcel(Form form, Recipient recipient, String document) {}

    private final World world;
    private final List<Decision> decisions = new ArrayList<>();
    private final Map<String, Recipient> recipients = new HashMap<>();
    private final Map<Parcel, Set<Notice>> parcels = new LinkedHashMap<>();
    private final Set<UUID> insteadOf = new HashSet<>();

    private Bundler(World world) {
        this.world = world;
    }

    /** @param planned the due notices, and all planned ones of the same audiences' and families' windows */
    public static List<Decision> decide(List<Notice> planned, World world) {
        var bundler = new Bundler(world);
        bundler.decide(planned);
        return bundler.decisions;
    }

    /** The posts whose holders may have to be looked up for these notices. */
    public static Set<PostRef> posts(List<Notice> planned, Map<String, List<World.Ancestor>> ancestors) {
        var posts = new LinkedHashSet<PostRef>();
        for (var notice : planned) {
            posts.add(notice.audience());
            posts.addAll(LevelsAbove.of(notice.audience(), notice.subject(), ancestors));
        }
        return posts;
    }

    private void decide(List<Notice> planned) {
        var worthSending = planned.stream()
                .sorted(Comparator.comparing(Notice::at)
                        .thenComparing(notice -> String.valueOf(notice.subject().student()))
                        .thenComparing(Notice::id))
                .filter(this::isWorthSending)
                .toList();
        worthSending.stream()
                .filter(notice -> notice.window() != null)
                .collect(groupingBy(this::toldIn, LinkedHashMap::new, toList()))
                .forEach(this::decideWindow);
        worthSending.stream()
                .filter(notice -> notice.window() == null && isDue(notice))
                .forEach(this::put);
        parcels.forEach((parcel, notices) -> decisions.add(send(parcel, notices)));
    }

    private Decision send(Parcel parcel, Set<Notice> notices) {
        var ids = notices.stream().map(Notice::id).toList();
        var instead = new LinkedHashSet<>(ids);
        instead.retainAll(insteadOf);
        return new Decision.Send(parcel.form(), parcel.recipient(), ids, instead, worthUntil(notices));
    }

    private @Nullable Instant worthUntil(Set<Notice> notices) {
        if (notices.stream().anyMatch(notice -> staleAt(notice) == null)) {
            return null;
        }
        return notices.stream()
                .map(this::staleAt)
                .flatMap(Stream::ofNullable)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Silences what is no longer to be told and puts off what has to wait; both leave the pass here. */
    private boolean isWorthSending(Notice notice) {
        if (isStale(notice)) {
            return no(new Decision.Silence(notice.id(), Notice.Silence.STALE));
        }
        if (!isDue(notice)) {
            return true;
        }
        if (notice.isCorrection() && !originalWasHeard(notice)) {
            return false;
        }
        if (awaitsReport(notice)) {
            return no(new Decision.Wait(notice.id(), world.now().plus(REPORT_LOOK), notice.window()));
        }
        var allowed = isOfToday(notice)
                ? world.now()
                : world.hours().onwards(world.now(), world.zone(notice.subject().school()));
        return allowed.equals(world.now()) || no(wait(notice, allowed));
    }

    private boolean originalWasHeard(Notice correction) {
        var original = world.originals().get(correction.corrects());
        if (original == null) {
            return no(new Decision.Silence(correction.id(), Notice.Silence.ORIGINAL_NOT_HEARD));
        }
        if (original.underWay()) {
            return no(wait(correction, world.now().plus(Duration.ofMinutes(1))));
        }
        return switch (original.state()) {
            case ACCEPTED, DELIVERED, UNCLEAR -> true;
            // still under way: whether it needs correcting shows in a moment
            case PLANNED, SENDING -> no(wait(correction, world.now().plus(Duration.ofMinutes(1))));
            case FAILED, SILENCED -> no(new Decision.Silence(correction.id(), Notice.Silence.ORIGINAL_NOT_HEARD));
        };
    }

    private static Decision wait(Notice notice, Instant until) {
        return new Decision.Wait(notice.id(), until, around(notice.window(), until));
    }

    private void decideWindow(World.Told window, List<Notice> members) {
        if (world.told().contains(window)) {
            members.stream()
                    .filter(this::isDue)
                    .forEach(late -> no(wait(late, windowOf(late).nextAfter(world.now()))));
            return;
        }
        if (!members.getFirst().list() && !members.stream().allMatch(this::isDue)) {
            waitForTheLast(members);
        } else if (members.stream().anyMatch(this::isDue)) {
            members.forEach(this::put);
            decisions.add(new Decision.Close(window));
        }
    }

    /** Nobody is told early: brothers and sisters are one message when the last of them may be told. */
    private void waitForTheLast(List<Notice> members) {
        var last = members.stream()
                .map(Notice::dueAt)
                .max(Comparator.naturalOrder())
                .orElse(world.now());
        members.stream().filter(this::isDue).forEach(early -> no(new Decision.Wait(early.id(), last, early.window())));
    }

    private World.Told toldIn(Notice notice) {
        return new World.Told(groupOf(notice), windowOf(notice).start());
    }

    private static Window windowOf(Notice notice) {
        var window = notice.window();
        return window == null ? Window.of(notice.at(), Window.USUAL) : window;
    }

    private static @Nullable Window around(@Nullable Window window, Instant instant) {
        return window == null ? null : window.around(instant);
    }

    /** The brothers and sisters of a family, or one audience's lists. */
    private String groupOf(Notice notice) {
        if (notice.list()) {
            return "list/" + notice.audience().key();
        }
        var family = world.family(notice.audience());
        return family != null ? "family/" + family : notice.audience().key();
    }

    private void put(Notice notice) {
        if (notice.isCorrection()) {
            putToThoseWhoHeard(notice);
            return;
        }
        var family = notice.audience().isGuardian() ? world.family(notice.audience()) : null;
        if (family != null) {
            put(
                    notice,
                    Form.FAMILY,
                    new Recipient.Family(family, notice.audience().scope()));
            return;
        }
        putToPost(notice);
    }

    /** Whoever corrected it knows. */
    private void putToThoseWhoHeard(Notice correction) {
        var original = world.originals().get(correction.corrects());
        var heardBy = original == null ? List.<World.Hearing>of() : original.heardBy();
        var others = heardBy.stream()
                .filter(one -> one.person() == null || !one.person().equals(correction.actor()))
                .toList();
        if (others.isEmpty()) {
            no(new Decision.Silence(
                    correction.id(), heardBy.isEmpty() ? Notice.Silence.ORIGINAL_NOT_HEARD : Notice.Silence.OWN_ENTRY));
        }
        others.forEach(one -> put(correction, Form.CORRECTION, new Recipient.SameAs(one)));
    }

    private void putToPost(Notice notice) {
        var own = present(notice.audience(), notice);
        if (notice.occasion().equals(Notice.OWNER_VACANT) && !own.isEmpty()) {
            no(new Decision.Silence(notice.id(), Notice.Silence.POST_HELD));
            return;
        }
        for (var post : lineOf(notice)) {
            var holders = present(post, notice);
            if (!holders.isEmpty()) {
                putToHolders(notice, post, holders);
                return;
            }
        }
        decisions.add(new Decision.Unreachable(notice.id()));
    }

    private List<PostRef> lineOf(Notice notice) {
        var audience = notice.audience();
        if (notice.occasion().equals(Notice.POST_UNREACHED)) {
            return LevelsAbove.ofUnreached(audience, notice.subject(), world.ancestors());
        }
        var above = LevelsAbove.of(audience, notice.subject(), world.ancestors());
        return Stream.concat(Stream.of(audience), above.stream()).toList();
    }

    private void putToHolders(Notice notice, PostRef post, List<Holder> holders) {
        boolean instead = !post.equals(notice.audience());
        // a list gives its office a task, and who stands in for another has the other to reach: neither is told of an
        // entry
        var others = holders.stream()
                .filter(holder -> notice.list() || instead || !holder.person().equals(notice.actor()))
                .toList();
        if (others.isEmpty()) {
            no(new Decision.Silence(notice.id(), Notice.Silence.OWN_ENTRY));
            return;
        }
        if (instead) {
            insteadOf.add(notice.id());
        }
        for (var holder : others) {
            put(notice, form(notice), new Recipient.Person(post, holder.person()));
        }
    }

    private static Form form(Notice notice) {
        if (notice.list()) {
            return Form.LIST;
        }
        return notice.report() != null ? Form.REPORT : Form.POST;
    }

    private void put(Notice notice, Form form, Recipient recipient) {
        var document = notice.report() == null ? "" : notice.report();
        var known = recipients.computeIfAbsent(recipient.key(), first -> recipient);
        parcels.computeIfAbsent(new Parcel(form, known, document), none -> new LinkedHashSet<>())
                .add(notice);
    }

    /** Who holds it today, without those whom the messages of a failed notice just did not reach. */
    private List<Holder> present(PostRef post, Notice notice) {
        var today = world.today(notice);
        var unreached = world.unreached().getOrDefault(notice.id(), Set.of());
        var now = world.holders(post).stream()
                .filter(holder -> holder.holdsOn(today) && !unreached.contains(holder.person()))
                .toList();
        var regular = now.stream().filter(holder -> !holder.deputy()).toList();
        return regular.isEmpty() ? now : regular;
    }

    private boolean isDue(Notice notice) {
        return !notice.dueAt().isAfter(world.now());
    }

    private boolean isStale(Notice notice) {
        var end = staleAt(notice);
        return end != null && !world.now().isBefore(end);
    }

    /** The end of the day on which it was to be told; null where it stays worth telling. */
    private @Nullable Instant staleAt(Notice notice) {
        if (!isAboutTheDay(notice) || !notice.isTask()) {
            return null;
        }
        var zone = world.zone(notice.subject().school());
        return notice.at()
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
    }

    private boolean isOfToday(Notice notice) {
        var date = notice.matter().date();
        return isAboutTheDay(notice) && (date == null || !world.today(notice).isAfter(date));
    }

    private static boolean isAboutTheDay(Notice notice) {
        return SAME_DAY.contains(notice.cause().rule());
    }

    private boolean awaitsReport(Notice notice) {
        return WRITTEN.contains(notice.cause().rule())
                && notice.occasion().equals(Notice.DONE)
                && notice.report() == null;
    }

    private boolean no(Decision decision) {
        decisions.add(decision);
        return false;
    }
}
