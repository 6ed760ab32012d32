package org.baoxue.escalation.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which posts a rule may name: as its owner whoever may give the evidence that ends it, to be told whom it may concern. */
public final class Posts {
    static final String GUARDIAN = "guardian";

    private static final String PRINCIPAL = "principal";
    private static final String OFFICE = "academic-office";
    private static final Set<String> IN_SCHOOL = Set.of("class-teacher", OFFICE, PRINCIPAL);
    private static final Set<String> IN_THE_OFFICE = Set.of(OFFICE, PRINCIPAL);
    private static final Set<String> OUTSIDE = Set.of("township-officer", "village-cadre", "county-bureau");

    private static final Map<String, Set<String>> OWNERS = Map.ofEntries(
            Map.entry("verify-same-day", IN_THE_OFFICE),
            Map.entry("verify-presumed", IN_THE_OFFICE),
            Map.entry("inform-principal", IN_THE_OFFICE),
            Map.entry("joint-persuasion", Set.of(OFFICE, PRINCIPAL, "township-officer")),
            Map.entry("township-report", Set.of(PRINCIPAL)),
            Map.entry("formal-report", Set.of(PRINCIPAL)),
            Map.entry("unregistered-list", IN_THE_OFFICE),
            Map.entry("unregistered-report", Set.of(PRINCIPAL)),
            Map.entry("weekly-list", Set.of(PRINCIPAL)),
            Map.entry("watch-list", IN_THE_OFFICE),
            Map.entry("approve-leave", Set.of(PRINCIPAL)));

    private Posts() {}

    /** Who may give the evidence that ends the rule's duty. */
    public static Set<String> ownersOf(String rule) {
        return new TreeSet<>(Optional.ofNullable(OWNERS.get(rule)).orElse(IN_SCHOOL));
    }

    /**
     * Whom a rule may tell. Outside the school only what has been let out of it is told; of a class's day or a school's week no
     * guardian hears, for it is about no one child, nor of a concern, which a person puts to them in their own words.
     */
    static Set<String> toldBy(Rule rule) {
        Set<String> told = new TreeSet<>(IN_SCHOOL);
        if (!(rule.fires() instanceof Rule.OnClassDay
                || rule.fires() instanceof Rule.OnConcern
                || rule.fires() instanceof Rule.OnWeek)) {
            told.add("assigned-teacher");
            told.add(GUARDIAN);
        }
        if (rule.leavesSchool()) {
            told.addAll(OUTSIDE);
        }
        return told;
    }

    /** Whom a day rule may alert: told once it may leave the school. */
    static Set<String> alertedBy() {
        Set<String> alerted = new TreeSet<>(OUTSIDE);
        alerted.addAll(IN_SCHOOL);
        return alerted;
    }

    /** Who may get the absence list of a school. */
    static Set<String> ofTheList() {
        return new TreeSet<>(IN_THE_OFFICE);
    }
}
