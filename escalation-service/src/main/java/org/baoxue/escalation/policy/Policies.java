package org.baoxue.escalation.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which policy is in force where. A place inherits, value by value, from every shorter prefix of its code that has a policy
 * and at last from the shipped one; of several policies of one place the latest that is in force speaks. Of the shipped one
 * that is the highest version of those that are given, or this program's own where none is. What is merged is merged once,
 * however many children ask.
 */
public final class Policies {
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private final List<Policy> policies;
    private final Map<List<Policy.Key>, Policy> merged = new ConcurrentHashMap<>();
    private final Optional<Policy> tried;

    public Policies(List<Policy> own) {
        this(own, Optional.empty());
    }

    /** @param tried holds everywhere and always, on top of whatever is in force */
    public Policies(List<Policy> own, Optional<Policy> tried) {
        this.tried = tried;
        this.policies = own.stream()
                .sorted(Comparator.<Policy>comparingInt(
                                policy -> policy.key().place().length())
                        .thenComparing(policy -> policy.key().from())
                        .thenComparingInt(policy -> policy.key().version()))
                .toList();
    }

    public Policy inForce(String place, LocalDate on) {
        return merged(
                Stream.concat(speaking(place, on).stream(), tried.stream()).toList());
    }

    /** What a place inherits: what would be in force if it set nothing itself. */
    public Policy inherited(String place, LocalDate on) {
        return merged(speaking(place, on).stream()
                .filter(policy -> !policy.key().place().equals(place) || place.equals(Policy.EVERYWHERE))
                .toList());
    }

    /** The same with one more. */
    Policies with(Policy another) {
        return new Policies(Stream.concat(policies.stream(), Stream.of(another)).toList());
    }

    /** The place and those below it that have set anything. */
    Set<String> placesWithin(String place) {
        Set<String> places = new TreeSet<>(Set.of(place));
        policies.stream()
                .map(policy -> policy.key().place())
                .filter(other -> other.startsWith(place))
                .forEach(places::add);
        return places;
    }

    /** From {@code first} on, the dates on which something else comes into force for the place. */
    Set<LocalDate> datesOf(String place, LocalDate first) {
        Set<LocalDate> dates = new TreeSet<>(Set.of(first));
        policies.stream()
                .filter(policy -> place.startsWith(policy.key().place()))
                .map(policy -> policy.key().from())
                .filter(first::isBefore)
                .forEach(dates::add);
        return dates;
    }

    /** By value: the policy that says what {@link #inForce} has of it. */
    public Map<String, Policy.Key> sources(String place, LocalDate on) {
        Map<String, Policy.Key> sources = new TreeMap<>();
        speaking(place, on)
                .forEach(policy -> policy.values().keySet().forEach(name -> sources.put(name, policy.key())));
        return sources;
    }

    /** The shipped one, and of each place above and of the place itself the one that is in force: the most general first. */
    private List<Policy> speaking(String place, LocalDate on) {
        Map<String, Policy> byPlace = new TreeMap<>(Comparator.comparingInt(String::length));
        byPlace.put(Policy.EVERYWHERE, shipped());
        policies.stream()
                .filter(policy -> place.startsWith(policy.key().place()))
                .filter(policy -> !policy.key().from().isAfter(on))
                .forEach(policy -> byPlace.put(policy.key().place(), policy));
        return List.copyOf(byPlace.values());
    }

    private Policy merged(List<Policy> speaking) {
        return merged.computeIfAbsent(speaking.stream().map(Policy::key).toList(), keys -> {
            Policy all = speaking.getFirst();
            for (Policy policy : speaking.subList(1, speaking.size())) {
                all = policy.over(all);
            }
            return all;
        });
    }

    /** The policy that ships with the service, as its readable file says it. */
    public static Policy shipped() {
        return Optional.ofNullable(Shipped.POLICY).orElseThrow();
    }

    private static final class Shipped {
        private static final Policy POLICY = read();

        private static Policy read() {
            InputStream file = Objects.requireNonNull(
                    Policies.class.getResourceAsStream("default-policy.txt"), "default-policy.txt is not shipped");
            try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                return new Policy(
                        new Policy.Key(Policy.EVERYWHERE, ALWAYS, 3),
                        values(lines.lines().toList()));
            } catch (IOException e) {
                throw new UncheckedIOException("default-policy.txt cannot be read", e);
            }
        }
    }

    /** Reads {@code name = value | clause}, one a line; empty lines and those that begin with # say nothing. */
    public static Map<String, Policy.Value> values(List<String> lines) {
        Map<String, Policy.Value> values = new TreeMap<>();
        lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            int bar = line.indexOf('|');
            if (equals < 0 || bar < equals) {
                throw new IllegalArgumentException("say \"name = value | clause\" instead of: " + line);
            }
            values.put(
                    line.substring(0, equals).strip(),
                    new Policy.Value(
                            line.substring(equals + 1, bar).strip(),
                            line.substring(bar + 1).strip()));
        });
        return values;
    }
}
