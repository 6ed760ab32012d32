package org.baoxue.escalation.backtest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.baoxue.escalation.backtest.Views.BacktestRequest;
import org.baoxue.escalation.backtest.Views.TriedValue;
import org.baoxue.escalation.policy.Policies;
import org.baoxue.escalation.policy.Policy;
import org.baoxue.escalation.policy.Proposal;
import org.baoxue.escalation.watch.PolicyStore;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.web.Asked;
import org.jspecify.annotations.Nullable;

/** Looks at what somebody wants to try, as a whole, before it is worked. Runs inside the caller's transaction, as worker. */
@ApplicationScoped
class Proposals {
    private static final int LONGEST_DAYS = 400;
    private static final int AT_ONCE = 10;
    private static final int VALUES = 300;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final BacktestStore store;
    private final PolicyStore policies;

    Proposals(BacktestStore store, PolicyStore policies) {
        this.store = store;
        this.policies = policies;
    }

    /** Refuses, with every field that is wrong, what cannot be tried; 403 what lies outside {@code scope}. */
    Backtest of(BacktestRequest request, Scope scope, Instant now) {
        List<At> wrong = new ArrayList<>(datesOf(request, now));
        String place = Optional.ofNullable(request.place()).orElse("");
        if (!CODE.matcher(place).matches()) {
            wrong.add(new At("/place", "the code of a place"));
        }
        if ((request.candidate() == null) == (request.values() == null)) {
            wrong.add(new At("/candidate", "either one of " + Candidates.NAMES + " or values of your own"));
        }
        if (!wrong.isEmpty()) {
            throw Problems.badRequest("invalid-request", "Say where, when and what is to be tried.", wrong);
        }
        String bureau = bureau(place, scope);
        if (store.unfinished(bureau) >= AT_ONCE) {
            throw Problems.conflict(
                    "too-many-backtests", "So many of your place are being worked: wait for one, or cancel one.");
        }
        LocalDate from = Optional.ofNullable(request.from()).orElseThrow();
        Instant asOf = Optional.ofNullable(request.asOf()).orElse(now).truncatedTo(ChronoUnit.MICROS);
        return new Backtest(
                UUID.randomUUID().toString(),
                bureau,
                place,
                from,
                Optional.ofNullable(request.to()).orElseThrow(),
                request.candidate(),
                values(request, new Policy.Key(place, from, Integer.MAX_VALUE), asOf),
                asOf,
                now,
                Backtest.State.WAITING,
                0,
                0,
                0,
                null);
    }

    private static List<At> datesOf(BacktestRequest request, Instant now) {
        List<At> wrong = new ArrayList<>();
        LocalDate from = ordinary(request.from());
        LocalDate to = ordinary(request.to());
        if (from == null) {
            wrong.add(new At("/from", "a date such as 2026-09-01"));
        }
        if (to == null || to.isAfter(now.atOffset(ZoneOffset.MAX).toLocalDate())) {
            wrong.add(
                    new At("/to", "a date such as 2026-09-30, not in the future: only what was recorded can be tried"));
        } else if (from != null && (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) > LONGEST_DAYS)) {
            wrong.add(new At("/to", "not before from, and at most " + LONGEST_DAYS + " days after it"));
        }
        if (request.asOf() != null
                && (request.asOf().isAfter(now) || request.asOf().isBefore(earliest(now)))) {
            wrong.add(new At("/asOf", "an instant that has been"));
        }
        return wrong;
    }

    private static Instant earliest(Instant now) {
        return now.minus(Duration.ofDays(36_500));
    }

    private static @Nullable LocalDate ordinary(@Nullable LocalDate date) {
        return date != null && Asked.isOrdinary(date) ? date : null;
    }

    /** The place of whoever asks. */
    private String bureau(String place, Scope scope) {
        if (!(scope instanceof Scope.Place(var own) && place.startsWith(own))) {
            throw Problems.forbidden("A policy is tried by the bureau of the place or of one above it.");
        }
        if (!store.knowsPlace(place)) {
            throw Problems.unprocessable(
                    "place-unknown",
                    "The directory has told of no such place.",
                    new At("/place", "the code of a place"));
        }
        return own;
    }

    private Map<String, Policy.Value> values(BacktestRequest request, Policy.Key key, Instant asOf) {
        Policies known = policies.all().at(asOf);
        return request.candidate() == null
                ? own(values(Optional.ofNullable(request.values()).orElseThrow()), key, known)
                : candidate(request.candidate(), key, known);
    }

    private static Map<String, Policy.Value> candidate(String name, Policy.Key key, Policies known) {
        Map<String, Policy.Value> values = Candidates.named(name)
                .orElseThrow(() -> Problems.unprocessable(
                        "candidate-unknown",
                        "No such candidate ships.",
                        new At("/candidate", "one of " + Candidates.NAMES)));
        mustBeSound(new Proposal(key, values, known.inForce(key.place(), key.from())));
        return values;
    }

    /** Refused for the same reasons as setting them would be. */
    private static Map<String, Policy.Value> own(Map<String, Policy.Value> values, Policy.Key key, Policies known) {
        Proposal proposal = new Proposal(key, values, known.inherited(key.place(), key.from()));
        mustBeSound(proposal);
        List<Proposal.Clash> clashes = proposal.clashes(known);
        if (!clashes.isEmpty()) {
            throw Problems.conflict(
                    "policy-clashes",
                    "Places below it, or later dates, have set what this would contradict.",
                    clashes.stream()
                            .map(clash -> new At(
                                    pointer(clash.mistake()),
                                    "in " + clash.place() + " from " + clash.from() + " on: "
                                            + clash.mistake().mend()))
                            .toArray(At[]::new));
        }
        mustBePlayed(values, known.inForce(key.place(), key.from()));
        return values;
    }

    /** Better refused than answered with "nothing would have been otherwise". */
    private static void mustBePlayed(Map<String, Policy.Value> values, Policy policy) {
        At[] unplayed = policy.rules().stream()
                .filter(rule -> !rule.isOfAbsence())
                .flatMap(rule -> values.keySet().stream().filter(name -> name.startsWith(rule.id() + ".")))
                .map(name -> new At("/values/" + name, "left out: no value of this rule is compared"))
                .toArray(At[]::new);
        if (unplayed.length > 0) {
            throw Problems.unprocessable(
                    "rule-not-played",
                    "Only the rules of absences are played: not those of a term's start, a week, a class's day or a concern.",
                    unplayed);
        }
    }

    private static void mustBeSound(Proposal proposal) {
        List<Proposal.Mistake> mistakes = proposal.mistakes();
        if (!mistakes.isEmpty()) {
            throw Problems.unprocessable(
                    "policy-mistaken",
                    "Part of what is to be tried cannot be: mend each as its entry says.",
                    mistakes.stream()
                            .map(mistake -> new At(pointer(mistake), mistake.mend()))
                            .toList());
        }
    }

    private static String pointer(Proposal.Mistake mistake) {
        return "/values/" + mistake.name().replace("~", "~0").replace("/", "~1") + "/"
                + (mistake.half() == Proposal.Half.CLAUSE ? "clause" : "value");
    }

    private static Map<String, Policy.Value> values(Map<String, TriedValue> given) {
        if (given.isEmpty() || given.size() > VALUES) {
            throw Problems.unprocessable(
                    "nothing-to-try", "A candidate sets something.", new At("/values", "1 to " + VALUES + " values"));
        }
        Map<String, Policy.Value> values = new TreeMap<>();
        given.forEach((name, value) -> values.put(
                name,
                new Policy.Value(
                        text(value == null ? null : value.value()), text(value == null ? null : value.clause()))));
        return values;
    }

    private static String text(@Nullable String said) {
        return said == null ? "" : said.strip();
    }
}
