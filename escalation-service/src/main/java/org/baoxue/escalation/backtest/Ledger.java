package org.baoxue.escalation.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.watch.Replay.Played;
import org.baoxue.escalation.watch.Replay.Telling;
import org.jspecify.annotations.Nullable;

/** What came of one child's past under one policy, entry by entry, named so that it can be compared with another. Pure. */
record Ledger(SortedMap<Name, Entry> entries) {
    static final Comparator<Name> ORDER = Comparator.comparing(Name::since)
            .thenComparing(Name::what)
            .thenComparing(Name::rule)
            .thenComparing(Name::mark, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Name::audience)
            .thenComparing(Name::occasion)
            .thenComparing(Name::number);

    enum What {
        /** A rule fired at the end of a counted day. */
        FIRED,
        /** Somebody owed something. */
        OWED,
        /** Somebody was to be told. */
        TOLD
    }

    /**
     * What stays the same where only the time moves.
     *
     * @param opened with which mark the absence began; none where {@code mark} says what made it owed, which stays the same
     *     whichever absence the mark falls to
     * @param mark the date whose mark made it owed; none where a counted day did
     * @param audience the post that is told; empty unless somebody is
     * @param number which of those that are otherwise the same, from 1
     */
    record Name(
            @Nullable Slot opened,
            What what,
            String rule,
            @Nullable LocalDate mark,
            String audience,
            String occasion,
            int number) {
        private Name numbered(int other) {
            return new Name(opened, what, rule, mark, audience, occasion, other);
        }

        private Slot since() {
            return Stream.of(
                            Optional.ofNullable(opened),
                            Optional.ofNullable(mark).map(Slot::startOf))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * @param opened with which mark the absence began; no difference by itself where a mark is behind it
     * @param date of the counted day or mark
     * @param at when it fired, was opened or told
     * @param day the counted day, 0 where a mark is behind it
     * @param dueAt by when it was due to fire or is owed; none where somebody is told
     * @param ending how it ended as far as is known: of a duty its state with the reason, of a firing what went outside
     */
    record Entry(
            Slot opened,
            LocalDate date,
            Instant at,
            int day,
            @Nullable Instant dueAt,
            String ending) {}

    private record Fired(String spell, Firing firing) {}

    private record Line(Name name, Entry entry) {}

    static Ledger of(Played played, SchoolCalendar calendar) {
        Map<String, Slot> opened = played.spells().stream()
                .collect(Collectors.toMap(
                        known -> known.spell().id(), known -> known.spell().opened()));
        List<Line> lines = new ArrayList<>();
        played.firings().entrySet().stream()
                .flatMap(fired -> fired.getValue().stream().map(firing -> new Fired(fired.getKey(), firing)))
                .sorted(Comparator.comparing((Fired fired) -> fired.firing().firedAt())
                        .thenComparing(fired -> fired.firing().id()))
                .forEach(fired -> lines.add(line(fired.firing(), slot(opened, fired.spell()), calendar)));
        played.duties().stream()
                .sorted(Comparator.comparing(Duty::openedAt)
                        .thenComparing(Duty::dueAt)
                        .thenComparing(Duty::id))
                .forEach(
                        duty -> lines.add(line(duty, slot(opened, duty.subject().id()))));
        played.tellings().stream()
                .sorted(Comparator.comparing(Telling::at))
                .forEach(telling -> lines.add(line(telling, slot(opened, telling.spell()))));
        return new Ledger(numbered(lines));
    }

    private static Slot slot(Map<String, Slot> opened, String spell) {
        return Optional.ofNullable(opened.get(spell)).orElseThrow();
    }

    private static SortedMap<Name, Entry> numbered(List<Line> lines) {
        Map<Name, Integer> met = new HashMap<>();
        SortedMap<Name, Entry> entries = new TreeMap<>(ORDER);
        lines.forEach(line -> entries.put(line.name().numbered(met.merge(line.name(), 1, Integer::sum)), line.entry()));
        return Collections.unmodifiableSortedMap(entries);
    }

    private static Line line(Firing firing, Slot opened, SchoolCalendar calendar) {
        String ending = firing.withdrawn() ? "WITHDRAWN" : firing.outside().name();
        return new Line(
                new Name(opened, What.FIRED, firing.rule(), null, "", "", 0),
                new Entry(
                        opened,
                        calendar.dateOf(firing.dueAt()),
                        firing.firedAt(),
                        firing.day(),
                        firing.dueAt(),
                        ending));
    }

    private static Line line(Duty duty, Slot opened) {
        LocalDate mark = duty.firing() == null ? duty.date() : null;
        return new Line(
                new Name(mark == null ? opened : null, What.OWED, duty.rule(), mark, "", "", 0),
                new Entry(opened, duty.date(), duty.openedAt(), duty.day(), duty.dueAt(), ending(duty)));
    }

    private static Line line(Telling telling, Slot opened) {
        LocalDate mark = telling.ofCountedDay() ? null : telling.date();
        return new Line(
                new Name(
                        mark == null ? opened : null,
                        What.TOLD,
                        telling.rule(),
                        mark,
                        telling.post(),
                        telling.occasion(),
                        0),
                new Entry(opened, telling.date(), telling.at(), 0, null, ""));
    }

    private static String ending(Duty duty) {
        String state =
                switch (duty.state()) {
                    case Duty.Open open -> "OPEN";
                    case Duty.Done done -> "DONE";
                    case Duty.Lapsed lapsed -> lapsed.unseen() ? "LAPSED_UNSEEN" : "LAPSED";
                    case Duty.Cancelled cancelled -> "CANCELLED_" + cancelled.reason();
                };
        return Stream.of(state, duty.unfounded() ? "CORRECTED" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("+"));
    }
}
