package org.baoxue.escalation.backtest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Mark;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.watch.Past;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.Replay;
import org.baoxue.escalation.watch.Replay.Played;
import org.baoxue.escalation.watch.WatchedChild;

/** What was recorded about a child in the autumn of 2026: roll calls at eight, two in the afternoon where that is said. */
final class RecordedAutumn {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final SchoolCalendar CALENDAR = new SchoolCalendar(ZONE, LocalTime.of(15, 0), List.of());

    private static final int MORNING = 1;

    private final List<Fact> facts = new ArrayList<>();
    private final List<Past.Closing> closings = new ArrayList<>();
    private final List<Past.Deed> deeds = new ArrayList<>();
    private PolicyStore.Versions inForce = new PolicyStore.Versions(List.of());

    /** What places have set. */
    void set(PolicyStore.Versions policies) {
        inForce = policies;
    }

    RecordedAutumn missing(String... dates) {
        Stream.of(dates)
                .forEach(date ->
                        marked(date, MORNING, 1, Mark.ABSENT, at(date, 8).plusSeconds(60)));
        return this;
    }

    RecordedAutumn back(String date) {
        return marked(date, MORNING, 1, Mark.PRESENT, at(date, 8).plusSeconds(60));
    }

    RecordedAutumn backInTheAfternoon(String date) {
        return marked(date, 2, 1, Mark.PRESENT, at(date, 14).plusSeconds(60));
    }

    /** The morning's mark was a mistake, as becomes known at an instant. */
    RecordedAutumn wasThereAllAlong(String date, Instant knownAt) {
        return marked(date, MORNING, 2, Mark.PRESENT, knownAt);
    }

    RecordedAutumn did(String rule, String date, Evidence.Kind kind, String outcome, Instant at) {
        deeds.add(new Past.Deed(rule, LocalDate.parse(date), "recorded", kind, outcome, at));
        return this;
    }

    private RecordedAutumn marked(String date, int session, int revision, Mark mark, Instant acceptedAt) {
        LocalDate day = LocalDate.parse(date);
        Instant taken = at(date, session == MORNING ? 8 : 14);
        facts.add(new Fact.Marked("class", new Slot(day, session), revision, mark, taken, acceptedAt));
        for (int later = 0; later < 7; later++) {
            LocalDate closed = day.plusDays(later);
            closings.add(new Past.Closing(CALENDAR.completeAt(closed), closed, new DayEnd(100, 100)));
        }
        return this;
    }

    Played played(Map<String, String> other) {
        return Replay.play(past(other), at("2026-10-31", 0));
    }

    Ledger ledger(Map<String, String> other) {
        return Ledger.of(played(other), CALENDAR);
    }

    Past past(Map<String, String> other) {
        return new Past(
                new WatchedChild("child", "school", "530113001", null, "class"),
                "530113",
                policy -> CALENDAR,
                false,
                facts,
                closings,
                deeds,
                other.isEmpty()
                        ? inForce
                        : inForce.trying(new Policy(new Policy.Key("", LocalDate.EPOCH, 0), values(other))),
                List.of());
    }

    static Map<String, Policy.Value> values(Map<String, String> others) {
        Map<String, Policy.Value> values = new LinkedHashMap<>();
        others.forEach((name, value) -> values.put(name, new Policy.Value(value, "test")));
        return values;
    }

    static Instant at(String date, int hour) {
        return at(date, hour, 0);
    }

    static Instant at(String date, int hour, int minute) {
        return LocalDate.parse(date).atTime(hour, minute).atZone(ZONE).toInstant();
    }
}
