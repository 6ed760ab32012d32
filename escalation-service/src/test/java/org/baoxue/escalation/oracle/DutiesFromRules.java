package org.baoxue.escalation.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.duty.Circumstances;
import org.baoxue.escalation.duty.Circumstances.DayEnd;
import org.baoxue.escalation.duty.Decision;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.duty.DutyRules;
import org.baoxue.escalation.duty.Evidence;
import org.baoxue.escalation.duty.Evidence.Kind;
import org.baoxue.escalation.duty.EvidenceRules;
import org.baoxue.escalation.duty.Firing;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.spell.Fact;
import org.baoxue.escalation.spell.Spell;
import org.baoxue.escalation.watch.Past;

/** Lets the duty rules decide as a history becomes known and time passes, and says in the oracle's words what they did. */
final class DutiesFromRules {
    private static final Scopes SCOPES = new Scopes("child", "class-a", "school", "township", "county", "home");
    private static final Map<String, Kind> DEEDS =
            Map.of("contact-guardian", Kind.CONTACT_ATTEMPT, "verify-presumed", Kind.RELEASE, "home-visit", Kind.VISIT);

    private final History history;
    private final Function<Circumstances, DutyRules.Outcome> rules;
    private final boolean listGoes;
    private final Map<Instant, List<String>> lists = new HashMap<>();
    private final Policy policy;
    private final List<Evidence> evidence = new ArrayList<>();
    private final Map<String, Duty> duties = new LinkedHashMap<>();
    private final Map<String, Map<String, Firing>> firings = new HashMap<>();
    private final List<Past.Deed> deeds = new ArrayList<>();
    private final TreeSet<Instant> agenda = new TreeSet<>();
    private final List<String> told = new ArrayList<>();
    private History known;
    private SchoolCalendar calendar;
    private List<Fact> facts = List.of();
    private List<Spell> spells = List.of();
    private final Map<LocalDate, DayEnd> closed = new HashMap<>();
    private Day quiet;

    private DutiesFromRules(History history, Function<Circumstances, DutyRules.Outcome> rules, boolean listGoes) {
        this.history = history;
        this.rules = rules;
        this.listGoes = listGoes;
        this.policy = FromRules.policy(history);
        this.known = history.with(List.of());
        this.calendar = FromRules.calendar(known);
        this.quiet = history.dateOf(history.lastAccepted()).next();
    }

    static List<String> lines(History history) {
        return lines(history, DutyRules::decide);
    }

    /** What would be said if {@code rules} decided instead. */
    static List<String> lines(History history, Function<Circumstances, DutyRules.Outcome> rules) {
        return lines(history, rules, false);
    }

    /** What is said where each list reaches the office when it goes. */
    static List<String> linesWhereListsGo(History history) {
        return lines(history, DutyRules::decide, true);
    }

    private static List<String> lines(
            History history, Function<Circumstances, DutyRules.Outcome> rules, boolean listGoes) {
        if (history.facts().isEmpty()) {
            return List.of();
        }
        DutiesFromRules office = new DutiesFromRules(history, rules, listGoes);
        office.work();
        List<String> lines = new ArrayList<>(lines(office.duties.values(), office.spells, office.firings));
        lines.addAll(office.told);
        Collections.sort(lines);
        return lines;
    }

    /** The evidence that was recorded, of the duties that were open then. */
    static List<Past.Deed> deeds(History history) {
        DutiesFromRules office = new DutiesFromRules(history, DutyRules::decide, false);
        office.work();
        return office.deeds;
    }

    /** What was known and done at an instant. */
    record Then(
            History known,
            SchoolCalendar calendar,
            List<Fact> facts,
            List<Spell> spells,
            List<Duty> duties,
            Map<String, Map<String, Firing>> firings,
            Map<LocalDate, DayEnd> closed,
            List<Evidence> evidence) {}

    static Then at(History history, Instant asOf) {
        DutiesFromRules office = new DutiesFromRules(history, DutyRules::decide, false);
        office.work(asOf.plusMillis(1));
        return new Then(
                office.known,
                office.calendar,
                office.facts,
                office.spells,
                List.copyOf(office.duties.values()),
                office.firings,
                office.closed,
                office.evidence);
    }

    private void work() {
        work(history.lastAccepted().plus(DutyBook.BEYOND_A_MONTH));
    }

    private void work(Instant end) {
        history.facts().forEach(fact -> agenda.add(fact.acceptedAt()));
        while (!agenda.isEmpty() && agenda.first().isBefore(end)) {
            Instant now = agenda.removeFirst();
            learn(now);
            DutyRules.rehomed(spells, List.copyOf(duties.values())).forEach(this::keep);
            spells.forEach(spell -> decide(spell, now));
            lists.getOrDefault(now, List.of()).forEach(duty -> reachesTheOffice(duty, now));
        }
    }

    private void reachesTheOffice(String id, Instant now) {
        Duty list = Optional.ofNullable(duties.get(id)).orElseThrow();
        if (EvidenceRules.of(list, Kind.LIST_DELIVERED, "DELIVERED", List.of(), policy, SCOPES, now)
                instanceof EvidenceRules.Ends ends) {
            keep(ends.duty());
        }
    }

    private void learn(Instant now) {
        List<Told> news = history.facts().stream()
                .filter(fact -> fact.acceptedAt().equals(now))
                .toList();
        if (!news.isEmpty()) {
            known = history.asKnownAt(now);
            calendar = FromRules.calendar(known);
            facts = FromRules.facts(known);
            if (news.stream().anyMatch(Oracle::mayChangeSpells)) {
                spells = FromRules.spells(known);
            }
            news.forEach(this::record);
        }
        close(now);
    }

    private void record(Told news) {
        if (news instanceof Told.Found found) {
            open("verify-same-day", found.day()).forEach(duty -> evidence(duty, Kind.VERIFICATION, found));
            open("verify-presumed", found.day()).forEach(duty -> evidence(duty, Kind.VERIFICATION, found));
        } else if (news instanceof Told.Failed failed) {
            duties.values().stream()
                    .filter(duty -> duty.rule().equals("contact-guardian")
                            && duty.date().equals(FromRules.date(failed.day())))
                    .forEach(duty -> attempted(duty, failed.acceptedAt()));
        } else if (news instanceof Told.Did did) {
            Kind deed = Optional.ofNullable(DEEDS.get(did.rule())).orElseThrow();
            duties.values().stream()
                    .filter(duty -> duty.rule().equals(did.rule()) && duty.isOpen())
                    .toList()
                    .forEach(duty -> evidence(duty, deed, EvidenceRules.REACHED, did.acceptedAt()));
        }
    }

    private void attempted(Duty duty, Instant at) {
        String nobody = "NOT_REACHED";
        evidence.add(new Evidence(duty.id(), Kind.CONTACT_ATTEMPT, nobody, at));
        deeds.add(new Past.Deed(duty.rule(), duty.date(), duty.subject().id(), Kind.CONTACT_ATTEMPT, nobody, at));
    }

    private List<Duty> open(String rule, Day day) {
        return duties.values().stream()
                .filter(duty ->
                        duty.rule().equals(rule) && duty.isOpen() && duty.date().equals(FromRules.date(day)))
                .toList();
    }

    private void evidence(Duty duty, Kind kind, Told.Found found) {
        evidence(duty, kind, found.outcome(), found.acceptedAt());
    }

    private void evidence(Duty duty, Kind kind, String outcome, Instant at) {
        if (EvidenceRules.of(duty, kind, outcome, List.of(), policy, SCOPES, at) instanceof EvidenceRules.Ends ends) {
            deeds.add(new Past.Deed(duty.rule(), duty.date(), duty.subject().id(), kind, outcome, at));
            keep(ends.duty());
        }
    }

    private void keep(Duty duty) {
        duties.put(duty.id(), duty);
    }

    private void decide(Spell spell, Instant now) {
        Map<String, Firing> fired = firings.computeIfAbsent(spell.id(), id -> new LinkedHashMap<>());
        DutyRules.Outcome outcome = rules.apply(new Circumstances(
                spell,
                spells,
                SCOPES,
                calendar,
                policy,
                facts,
                Map.copyOf(closed),
                false,
                List.copyOf(duties.values()),
                List.copyOf(fired.values()),
                List.copyOf(evidence),
                now,
                List.of(),
                Duration.ZERO));
        outcome.duties().forEach(this::keep);
        outcome.decisions().forEach(decision -> told.addAll(TellingsFromRules.lines(decision, now)));
        if (listGoes) {
            outcome.decisions().forEach(this::planList);
        }
        outcome.firings().forEach(firing -> fired.put(firing.id(), firing));
        outcome.nextAt().filter(now::isBefore).ifPresent(agenda::add);
    }

    private void planList(Decision decision) {
        if (decision instanceof Decision.Opened opened && opened.duty().rule().equals("report-absence-list")) {
            opened.tells().forEach(tell -> {
                agenda.add(tell.at());
                lists.computeIfAbsent(tell.at(), at -> new ArrayList<>())
                        .add(opened.duty().id());
            });
        }
    }

    /** What was told to be closed; after the last fact of all, every school day at its end. */
    private void close(Instant now) {
        for (Told fact : known.facts()) {
            if (fact instanceof Told.Closed day) {
                closed.put(FromRules.date(day.day()), new DayEnd(100, 100));
            }
        }
        while (!history.endOf(quiet).isAfter(now)) {
            closed.put(FromRules.date(quiet), new DayEnd(100, 100));
            quiet = quiet.next();
        }
    }

    static List<String> lines(
            Collection<Duty> duties, List<Spell> spells, Map<String, ? extends Map<String, Firing>> firings) {
        List<String> lines = new ArrayList<>();
        duties.forEach(duty -> lines.add(line(duty)));
        for (Spell spell : spells) {
            Map<String, Firing> fired = firings.get(spell.id());
            for (Firing firing : fired == null ? List.<Firing>of() : fired.values()) {
                lines.add(FromRules.day(spell.openedOn()) + "/" + spell.opened().order() + " " + line(firing));
            }
        }
        Collections.sort(lines);
        return lines;
    }

    private static String line(Duty duty) {
        String ending =
                switch (duty.state()) {
                    case Duty.Open open -> "OPEN";
                    case Duty.Done done -> "DONE " + done.at();
                    case Duty.Lapsed lapsed -> (lapsed.unseen() ? "UNSEEN " : "LAPSED ") + lapsed.at();
                    case Duty.Cancelled cancelled ->
                        "CANCELLED " + (duty.unfounded() ? "" : cancelled.reason() + " ") + cancelled.at();
                };
        return FromRules.day(duty.date()) + " " + duty.rule() + " opened " + duty.openedAt() + " due " + duty.dueAt()
                + (duty.late() ? " late " : " ") + ending + (duty.unfounded() ? " wrong" : "");
    }

    private static String line(Firing firing) {
        return firing.rule() + " #" + firing.revision() + " on day " + firing.day() + " fired " + firing.firedAt()
                + (firing.late() ? " late" : "") + (firing.unwatermarked() ? " unwatched" : "")
                + (firing.withdrawn() ? " withdrawn" : " " + firing.outside());
    }
}
