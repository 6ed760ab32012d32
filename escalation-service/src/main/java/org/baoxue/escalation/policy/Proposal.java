package org.baoxue.escalation.policy;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a place wants to set for itself, looked at as a whole before it is anybody's policy. */
public final class Proposal {

    /** Which half of a value is wrong. */
    public enum Half {
        VALUE,
        CLAUSE
    }

    /** @param mend the sentence that says how to mend it */
    public record Mistake(String name, Half half, String mend) {}

    /** @param from the date from which on the place would contradict itself */
    public record Clash(String place, LocalDate from, Mistake mistake) {}

    private static final int LONGEST = 300;

    private final Policy.Key key;
    private final Map<String, Policy.Value> own;
    private final Policy base;

    /** @param base what the place inherits */
    public Proposal(Policy.Key key, Map<String, Policy.Value> own, Policy base) {
        this.key = key;
        this.own = new TreeMap<>(own);
        this.base = base;
    }

    /** All of them, in the order of their names; what the values say together is looked at once each can be read alone. */
    public List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        own.forEach((name, value) -> {
            if (value.clause().isBlank() || value.clause().length() > LONGEST) {
                mistakes.add(new Mistake(
                        name,
                        Half.CLAUSE,
                        "say which text asks for it, or \"own choice: \" and the reason for it, in at most " + LONGEST
                                + " characters"));
            }
            read(name, value.text(), mistakes);
        });
        if (mistakes.isEmpty()) {
            together(new Policy(key, own).over(base), mistakes);
        }
        return mistakes;
    }

    /** @throws IllegalArgumentException when it has mistakes */
    public Policy policy() {
        return new Policy(key, own);
    }

    private void read(String name, String text, List<Mistake> mistakes) {
        try {
            Readings.of(name, base)
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "no place sets such a value: take a name from what is in force, none that begins with suite"))
                    .read(text);
        } catch (DateTimeParseException unreadable) {
            mistakes.add(new Mistake(name, Half.VALUE, "write it the way the shipped policy does: " + like(name)));
        } catch (NumberFormatException unreadable) {
            mistakes.add(new Mistake(name, Half.VALUE, "a whole number is missing: " + like(name)));
        } catch (IllegalArgumentException refused) {
            mistakes.add(new Mistake(name, Half.VALUE, String.valueOf(refused.getMessage())));
        }
    }

    private String like(String name) {
        Policy.Value inherited = base.values().get(name);
        return inherited == null ? "principal at once, guardian after PT20M" : inherited.text();
    }

    /** Of values that contradict each other one of this place's own is to give way. */
    private void together(Policy merged, List<Mistake> mistakes) {
        Contradictions.in(merged).forEach(contradiction -> mistakes.add(mistake(contradiction)));
    }

    private Mistake mistake(Contradictions.Contradiction contradiction) {
        String name = contradiction.names().stream()
                .filter(own::containsKey)
                .findFirst()
                .orElse(contradiction.names().getFirst());
        return new Mistake(name, Half.VALUE, contradiction.mend());
    }

    /**
     * Where this would contradict what is set below its place, or from later dates on, and did not before.
     *
     * @param known what every place has set
     */
    public List<Clash> clashes(Policies known) {
        Policies changed = known.with(policy());
        List<Clash> clashes = new ArrayList<>();
        for (String place : known.placesWithin(key.place())) {
            for (LocalDate from : known.datesOf(place, key.from())) {
                Set<Contradictions.Contradiction> before = Set.copyOf(Contradictions.in(known.inForce(place, from)));
                Contradictions.in(changed.inForce(place, from)).stream()
                        .filter(contradiction -> !before.contains(contradiction))
                        .forEach(contradiction -> clashes.add(new Clash(place, from, mistake(contradiction))));
            }
        }
        return clashes;
    }
}
