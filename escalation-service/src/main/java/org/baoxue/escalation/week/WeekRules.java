package org.baoxue.escalation.week;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Dues;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Duty.Reason;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.duty.Tell;
import org.baoxue.escalation.duty.Why;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Rule;
import org.baoxue.escalation.policy.Told;

/**
 * A school's lists of a week: drafted at the end of its last school day, kept up to date while they are owed, and corrected
 * for those who were told. Who turns out to belong on a list that has its ending goes on a further one.
 *
 * <p>Chosen where the texts leave it open: a week without anybody to name owes no list. A suite newly installed reports no past
 * weeks: where the school became known after the week, a list is not begun later than a week after the end of the school day that
 * follows on it.
 *
 * @param lists what there is of this rule and week, oldest first
 * @param outages when the suite stood still lately
 * @param knownSince when the first enrolment at the school was accepted; none before
 */
public record WeekRules(
        String rule,
        SchoolWeek week,
        List<Named> wanted,
        List<Listed> lists,
        Scopes scopes,
        SchoolCalendar calendar,
        Policy policy,
        List<Outage> outages,
        Optional<Instant> knownSince,
        Instant now) {
    /** The unexcused students, for township and bureau (B 三(三)2). */
    public static final String WEEKLY = "weekly-list";
    /** Whom the academic office is to watch (B 三(三)3). */
    public static final String WATCH = "watch-list";

    public static final List<String> RULES = List.of(WEEKLY, WATCH);

    private static final Duration BEGUN_WITHIN = Duration.ofDays(7);

    /**
     * A list as it is.
     *
     * @param names who is on it, and was not taken off again
     * @param told those of whom somebody was told by it, also if it was taken back
     */
    public record Listed(Duty duty, Map<String, Named> names, Set<String> told) {
        public Listed {
            names = Map.copyOf(names);
            told = Set.copyOf(told);
        }
    }

    /** What becomes of one list. */
    public sealed interface Change {
        Duty duty();
    }

    /** @param tells who hears of the duty itself; who hears of each name is told name by name */
    public record Drafted(Duty duty, List<Named> names, List<Tell> tells, Why why) implements Change {}

    /** @param off who does not belong on it: whoever was told so hears it */
    public record Renamed(Duty duty, List<Named> names, Set<String> off, Why why) implements Change {}

    /** The suite slept through its time: as every duty of days it is due an hour after waking. */
    public record Moved(Duty duty, Why why) implements Change {}

    /** Nobody is left on it. */
    public record Dropped(Duty duty, Set<String> off, Why why) implements Change {}

    public record Lapsed(Duty duty, Instant foreseen, List<Tell> tells, Why why) implements Change {}

    public static Instant settledAt(SchoolCalendar calendar, Policy policy, SchoolWeek week) {
        return calendar.completeAt(week.lastDay()).plus(policy.duration("day.watermark-wait"));
    }

    public List<Change> decide() {
        Instant settled = settledAt(calendar, policy, week);
        if (now.isBefore(settled)) {
            return List.of();
        }
        Map<String, Named> rest = new TreeMap<>();
        wanted.forEach(name -> rest.put(name.student(), name));
        lists.stream().filter(list -> !list.duty().isOpen()).forEach(list -> keepOff(rest, list));
        List<Change> changes = new ArrayList<>();
        Map<String, Named> all = new TreeMap<>();
        wanted.forEach(name -> all.put(name.student(), name));
        for (Listed list : lists) {
            if (list.duty().isOpen()) {
                changes.addAll(open(list, rest));
            } else {
                ended(list, all.keySet()).ifPresent(changes::add);
            }
        }
        if (!rest.isEmpty() && isBegun(settled)) {
            changes.add(drafted(rest.values()));
        }
        return changes;
    }

    private boolean isBegun(Instant settled) {
        Instant following =
                calendar.completeAt(calendar.nextSchoolDay(week.lastDay())).plus(policy.duration("day.watermark-wait"));
        return knownSince.filter(known -> !known.isAfter(settled)).isPresent()
                || now.isBefore(following.plus(BEGUN_WITHIN));
    }

    /** Who stands on a list that has its ending is not named again. */
    private static void keepOff(Map<String, Named> rest, Listed ended) {
        if (!(ended.duty().state() instanceof Duty.Cancelled)) {
            rest.keySet().removeAll(ended.names().keySet());
        }
    }

    /** Takes from {@code rest} whom this list names from now on; one that lapses names nobody else. */
    private List<Change> open(Listed list, Map<String, Named> rest) {
        Set<String> back = new HashSet<>(list.told());
        back.removeAll(list.names().keySet());
        Map<String, Named> names = new LinkedHashMap<>(rest);
        names.keySet().removeAll(back);
        Optional<Instant> afterWaking = afterWaking(list.duty());
        boolean lapses = isOver(list.duty()) && afterWaking.isEmpty();
        rest.keySet().removeAll(lapses ? list.names().keySet() : names.keySet());
        Set<String> off = new HashSet<>(list.names().keySet());
        off.removeAll(names.keySet());
        if (names.isEmpty()) {
            return List.of(new Dropped(
                    list.duty().cancelled(now, Reason.CORRECTED, true),
                    off,
                    why(list.names().values())));
        }
        return lapses
                ? List.of(lapsed(list.duty(), names.values()))
                : Stream.concat(
                                renamed(list, names, off).stream(),
                                afterWaking.map(due -> moved(list.duty(), due, names.values())).stream())
                        .toList();
    }

    private boolean isOver(Duty duty) {
        return !now.isBefore(lapsesAt(duty));
    }

    private Optional<Instant> afterWaking(Duty duty) {
        return isOver(duty) ? Outage.dueAfterWaking(outages, duty.dueAt(), policy, now) : Optional.empty();
    }

    private Change lapsed(Duty duty, Collection<Named> names) {
        List<Tell> tells = tells(asked().lapseTells(), Tell.LAPSED);
        return new Lapsed(duty.lapsed(duty.dueAt(), false), lapsesAt(duty), tells, why(names));
    }

    private Optional<Change> renamed(Listed list, Map<String, Named> names, Set<String> off) {
        return names.equals(list.names())
                ? Optional.empty()
                : Optional.of(new Renamed(list.duty(), List.copyOf(names.values()), off, why(names.values())));
    }

    private Change moved(Duty duty, Instant due, Collection<Named> names) {
        return new Moved(duty.dueAt(due, true), why(names));
    }

    private Optional<Change> ended(Listed list, Set<String> all) {
        Set<String> off = new HashSet<>(list.names().keySet());
        off.removeAll(all);
        if (off.isEmpty() || list.duty().state() instanceof Duty.Cancelled) {
            return Optional.empty();
        }
        List<Named> left = list.names().values().stream()
                .filter(name -> !off.contains(name.student()))
                .toList();
        return Optional.of(new Renamed(list.duty(), left, off, why(left)));
    }

    private Change drafted(Collection<Named> names) {
        int revision = lists.size() + 1;
        String owner = Optional.ofNullable(asked().owner()).orElseThrow();
        Duty duty = new Duty(
                Duty.idOf(rule, week.subject(), week.lastDay(), 0, revision),
                rule,
                week.subject(),
                week.lastDay(),
                0,
                revision,
                null,
                scopes.post(owner),
                now,
                now,
                new Dues(calendar, policy).of(asked().dueTime(), now, week.lastDay()),
                calendar.dateOf(now).isAfter(week.lastDay()),
                false,
                new Duty.Open());
        return new Drafted(duty, List.copyOf(names), tells(asked().tells(), Tell.OPENED), why(names));
    }

    private Instant lapsesAt(Duty duty) {
        return duty.dueAt().plus(policy.duration("hours.lapse-wait"));
    }

    private Rule asked() {
        return policy.rule(rule);
    }

    /** Of the list as a whole. */
    private List<Tell> tells(List<Told> audiences, String occasion) {
        return audiences.stream()
                .filter(told -> !told.byList())
                .map(told -> new Tell(scopes.post(told.post()), occasion, now.plus(told.delay()), false, null))
                .toList();
    }

    private Why why(Collection<Named> names) {
        String clause = asked().clause();
        return new Why(
                rule,
                policy.key(),
                clause,
                List.of("WEEK FROM " + week.monday() + " TO " + week.lastDay(), "STUDENTS " + names.size()),
                List.of(),
                week.monday() + "至" + week.lastDay() + "一周名单共" + names.size() + "人；依据" + clause,
                "List of the week " + week.monday() + " to " + week.lastDay() + ", students: " + names.size() + "; by "
                        + clause);
    }
}
