package org.baoxue.escalation.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Slot;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.watch.KnownSpell;
import org.baoxue.escalation.watch.Replay.Played;
import org.baoxue.escalation.watch.WatchedChild;
import org.junit.jupiter.api.Test;

/** The same past has the same book, whichever way a map of it is walked. */
class LedgerTest {
    private static final Slot MONDAY = new Slot(LocalDate.parse("2026-09-07"), 1);

    @Test
    void firings_that_are_otherwise_the_same_are_numbered_as_they_fired() {
        Map<String, List<Firing>> oneWay = new LinkedHashMap<>();
        oneWay.put("taken-back", List.of(fired("first", "2026-09-09T07:00:00Z")));
        oneWay.put("told-anew", List.of(fired("second", "2026-09-10T07:00:00Z")));
        Map<String, List<Firing>> theOther = new LinkedHashMap<>();
        oneWay.entrySet().stream()
                .sorted(Map.Entry.<String, List<Firing>>comparingByKey().reversed())
                .forEach(entry -> theOther.put(entry.getKey(), entry.getValue()));
        Ledger ledger = ledger(oneWay);
        assertEquals(
                List.copyOf(ledger.entries().values()),
                List.copyOf(ledger(theOther).entries().values()));
        assertEquals(
                Instant.parse("2026-09-09T07:00:00Z"),
                ledger.entries().firstEntry().getValue().at());
    }

    private static Ledger ledger(Map<String, List<Firing>> firings) {
        return Ledger.of(
                new Played(List.of(spell("taken-back"), spell("told-anew")), List.of(), firings, List.of()),
                RecordedAutumn.CALENDAR);
    }

    private static KnownSpell spell(String id) {
        Instant taken = Instant.parse("2026-09-07T00:00:00Z");
        return new KnownSpell(
                new Spell(id, MONDAY, taken, new TreeMap<>(Map.of(MONDAY, taken)), new Spell.Open(), taken),
                new WatchedChild("child", "school", "530113001", null, "class"),
                new Policy.Key("", LocalDate.EPOCH, 1),
                taken,
                new TreeMap<>());
    }

    private static Firing fired(String id, String at) {
        Instant then = Instant.parse(at);
        return new Firing(id, "suspected-dropout", 1, 3, then, then, false, false, Firing.Outside.RELEASED, false);
    }
}
