package org.baoxue.escalation.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.watch.KnownSpell;
import org.baoxue.escalation.watch.Past;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.escalation.watch.Replay;
import org.baoxue.escalation.watch.WatchedChild;

/** Made-up histories as the recorded past of a child: what the rules made of it at the time is left out. */
final class Pasts {
    private static final DayEnd COMPLETE = new DayEnd(100, 100);

    private Pasts() {}

    /** What somebody declared is in the calendar from the beginning: nobody records when a date was first known to be closed. */
    static History declaredAllAlong(History history) {
        return new History(
                history.zone(),
                history.dayEnd(),
                history.sessions(),
                history.almanac(),
                history.almanac(),
                history.facts().stream()
                        .filter(fact -> !(fact instanceof Told.Declared))
                        .toList(),
                history.choice());
    }

    /** @param others the same history where something else was chosen, of which people may have done more */
    static Past of(History history, History... others) {
        List<Past.Deed> deeds = Stream.concat(Stream.of(history), Stream.of(others))
                .flatMap(one -> DutiesFromRules.deeds(one).stream())
                .distinct()
                .toList();
        List<Fact> facts = new ArrayList<>(FromRules.facts(history));
        facts.removeIf(fact -> fact instanceof Fact.DayClosed closed && !closed.exceptionsOnly());
        return new Past(
                new WatchedChild("child", "school", "township", "home", "class-a"),
                "county",
                policy -> FromRules.calendar(history),
                false,
                facts,
                closings(history),
                deeds,
                policies(history, Map.of()),
                List.of());
    }

    /** What the place chose, without time for evidence to travel: the oracle's needs none. */
    static PolicyStore.Versions policies(History history, Map<String, Policy.Value> tried) {
        Map<String, Policy.Value> values =
                new LinkedHashMap<>(FromRules.policy(history).values());
        values.put("hours.lapse-wait", new Policy.Value("PT0S", "test"));
        values.putAll(tried);
        Policy.Key key = new Policy.Key(Policy.EVERYWHERE, LocalDate.EPOCH, 1);
        return new PolicyStore.Versions(List.of()).trying(new Policy(key, values));
    }

    /** What a candidate that ships sets. */
    static Map<String, Policy.Value> candidate(String name) {
        String file = "/org/baoxue/escalation/backtest/" + name + ".txt";
        try (InputStream stream =
                Optional.ofNullable(Pasts.class.getResourceAsStream(file)).orElseThrow()) {
            return Policies.values(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Instant end(History history) {
        return history.lastAccepted().plus(DutyBook.BEYOND_A_MONTH).minus(Duration.ofNanos(1));
    }

    static List<String> lines(Replay.Played played) {
        Map<String, Map<String, Firing>> firings = new LinkedHashMap<>();
        played.firings().forEach((spell, fired) -> {
            Map<String, Firing> byId = new LinkedHashMap<>();
            fired.forEach(firing -> byId.put(firing.id(), firing));
            firings.put(spell, byId);
        });
        List<Spell> spells = played.spells().stream().map(KnownSpell::spell).toList();
        return DutiesFromRules.lines(played.duties(), spells, firings);
    }

    private static List<Past.Closing> closings(History history) {
        List<Past.Closing> closings = new ArrayList<>();
        for (Told fact : history.facts()) {
            if (fact instanceof Told.Closed closed) {
                closings.add(new Past.Closing(closed.acceptedAt(), FromRules.date(closed.day()), COMPLETE));
            }
        }
        Optional<Instant> last = history.facts().isEmpty() ? Optional.empty() : Optional.of(history.lastAccepted());
        last.ifPresent(instant -> {
            Instant end = instant.plus(DutyBook.BEYOND_A_MONTH);
            for (Day day = history.dateOf(instant).next(); history.endOf(day).isBefore(end); day = day.next()) {
                closings.add(new Past.Closing(history.endOf(day), FromRules.date(day), COMPLETE));
            }
        });
        return closings;
    }
}
