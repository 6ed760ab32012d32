package org.baoxue.escalation.policy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.baoxue.escalation.policy.Rule.Unit;

/**
 * The rules and hours in force for a place from a date on. It is data: a value by name, each with the clause that asks for it
 * or "own choice". Every value is read when the policy is made, so a bad one is refused there, by name.
 */
public final class Policy {
    /** The place of the shipped policy: the prefix of every code. */
    public static final String EVERYWHERE = "";

    /** Which policy, and which version of it. */
    public record Key(String place, LocalDate from, int version) {}

    public record Value(String text, String clause) {}

    private static final String FIRES = ".fires";

    /** What a rule may go without: it then owes, tells or waits for nothing there. */
    private static final Set<String> MAY_LACK = Set.of(
            ".unit",
            ".counting",
            ".owner",
            ".due",
            ".tells",
            ".alerts",
            ".done-tells",
            ".lapse-tells",
            ".leaves-school",
            ".signed");

    private final Key key;
    private final Map<String, Value> values;
    private final Map<String, Rule> rules = new TreeMap<>();
    private final List<Rule> dayRules;
    private final List<Rule> hourRules;
    private final Map<String, Object> read = new ConcurrentHashMap<>();

    public Policy(Key key, Map<String, Value> values) {
        this.key = key;
        this.values = Map.copyOf(values);
        values.keySet().stream().filter(name -> name.endsWith(FIRES)).forEach(name -> {
            String id = name.substring(0, name.length() - FIRES.length());
            rules.put(id, rule(id, values));
        });
        this.dayRules = rules.values().stream().filter(Rule::isDayRule).toList();
        this.hourRules = rules.values().stream()
                .filter(rule -> rule.fires() instanceof Rule.OnMark)
                .toList();
    }

    public Key key() {
        return key;
    }

    public Map<String, Value> values() {
        return values;
    }

    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    public Rule rule(String id) {
        return Optional.ofNullable(rules.get(id))
                .orElseThrow(() -> new IllegalArgumentException("the policy has no rule " + id));
    }

    public List<Rule> dayRules() {
        return dayRules;
    }

    public List<Rule> hourRules() {
        return hourRules;
    }

    /** A day on which the child was missing at all is a day of absence, whatever its last mark says. */
    public boolean anyAbsenceCounts() {
        return text("spell.partial-days").equals("any absence");
    }

    /** The two hours of the absence list run from the failed contact, not from the roll call. */
    public boolean listWaitsForContact() {
        return text("report-absence-list.clock").equals("failed contact");
    }

    /** Once a spell has opened a case, its hour rules rest. */
    public boolean caseTeamCarriesOn() {
        return text("case.carries-on").equals("yes");
    }

    private boolean makeUpDaysCount() {
        return !values.containsKey("day.make-up-days")
                || text("day.make-up-days").equals("count");
    }

    public Duration duration(String name) {
        return read(name, Duration.class, Duration::parse);
    }

    public int number(String name) {
        return read(name, Integer.class, Integer::valueOf);
    }

    /** What a value says in the policy's own words. */
    public String words(String name) {
        return text(name);
    }

    public LocalTime time(String name) {
        return read(name, LocalTime.class, LocalTime::parse);
    }

    public String clause(String name) {
        return value(name).clause();
    }

    /** This policy's values where it has them, {@code base}'s elsewhere. */
    public Policy over(Policy base) {
        Map<String, Value> merged = new TreeMap<>(base.values);
        merged.putAll(values);
        return new Policy(key, merged);
    }

    /**
     * A version that was kept before {@code later} came, with the values that it lacks and is asked for: but with no rule that it
     * has not, nor with what one of its rules may go without.
     */
    public Policy completedFrom(Policy later) {
        Map<String, Value> all = new TreeMap<>(later.values);
        all.keySet().removeIf(name -> !isAskedFor(name, later));
        all.putAll(values);
        return all.size() == values.size() ? this : new Policy(key, all);
    }

    private boolean isAskedFor(String name, Policy later) {
        int dot = Math.max(name.indexOf('.'), 0);
        String id = name.substring(0, dot);
        return !later.rules.containsKey(id) || (rules.containsKey(id) && !MAY_LACK.contains(name.substring(dot)));
    }

    private Rule rule(String id, Map<String, Value> all) {
        Function<String, String> text = part -> {
            Value value = all.get(id + part);
            return value == null ? "" : value.text();
        };
        try {
            return new Rule(
                    id,
                    Rule.fires(text.apply(FIRES)),
                    new Counting(
                            text.apply(".unit").equals("calendar days") ? Unit.CALENDAR_DAYS : Unit.SCHOOL_DAYS,
                            makeUpDaysCount(),
                            Counting.within(text.apply(".counting"))),
                    text.apply(".owner").isEmpty() ? null : text.apply(".owner"),
                    text.apply(".due").isEmpty() ? null : Due.parse(text.apply(".due")),
                    Told.parseAll(text.apply(".tells")),
                    Told.parseAll(text.apply(".alerts")),
                    Told.parseAll(text.apply(".done-tells")),
                    Told.parseAll(text.apply(".lapse-tells")),
                    text.apply(".leaves-school").equals("yes"),
                    text.apply(".signed").equals("yes"),
                    value(id + FIRES).clause());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the policy's rule " + id + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String text(String name) {
        return value(name).text();
    }

    private Value value(String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the policy has no value " + name));
    }

    /** Asked thousands of times of each batch of children: read once, as values never change. */
    private <T> T read(String name, Class<T> type, Function<String, T> reader) {
        Object known = read.get(name);
        return type.isInstance(known) ? type.cast(known) : readAnew(name, reader);
    }

    private <T> T readAnew(String name, Function<String, T> reader) {
        try {
            T value = reader.apply(text(name));
            read.put(name, value);
            return value;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the policy's " + name + " cannot be read: " + text(name), e);
        }
    }
}
