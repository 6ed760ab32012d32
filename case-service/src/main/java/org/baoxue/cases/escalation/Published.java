package org.baoxue.cases.escalation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.baoxue.cases.casefile.CaseFile.Ending;
import org.baoxue.cases.casefile.Entry;
import org.baoxue.cases.casefile.Entry.Child;
import org.baoxue.cases.casefile.SpellStore.Known;
import org.jspecify.annotations.Nullable;

/**
 * What the escalation service publishes, as far as the ledger needs it: one shape for all its types, in which each leaves
 * out what it does not say.
 */
record Published(
        @Nullable String student,
        @Nullable String school,
        @Nullable String place,
        @Nullable String homePlace,
        @JsonProperty("class") @Nullable String classId,
        @Nullable String spell,
        @Nullable LocalDate date,
        @Nullable LocalDate openedOn,
        @Nullable Ending ending,
        @Nullable LocalDate endedOn,
        @Nullable String firing,
        @Nullable String rule,
        @Nullable Integer revision,
        @Nullable Integer day,
        @Nullable List<Entry.Day> days,
        @Nullable String duty,
        @Nullable Subject subject,
        @Nullable Instant dueAt,
        @Nullable Boolean unverified,
        @Nullable Boolean waiting,
        @Nullable Boolean tellCorrection,
        @Nullable String reason,
        @Nullable Instant at,
        @Nullable Why why) {

    private static final String TERM_START = "TERM_START";
    private static final Set<String> ABSENCES = Set.of("SPELL", TERM_START);

    record Subject(String kind, String id) {}

    record Why(
            @Nullable JsonNode policy,
            @Nullable String clause,
            @Nullable List<String> facts,
            @Nullable List<Entry.Day> days) {}

    Child child() {
        return new Child(need(student, "student"), need(school, "school"), classId, need(place, "place"), homePlace);
    }

    /** The absence that it speaks of: a spell, or a term's start at which the child has not come. */
    String ofSpell() {
        if (spell == null && subject != null && ABSENCES.contains(subject.kind())) {
            return subject.id();
        }
        return need(spell, "spell");
    }

    List<Entry.Day> countedDays() {
        if (days != null) {
            return days;
        }
        return why == null || why.days() == null ? List.of() : why.days();
    }

    /** The first day of the absence; a firing names only its counted days, and a term's start may have none. */
    LocalDate firstDay() {
        var counted = countedDays();
        if (openedOn == null && !counted.isEmpty()) {
            return counted.getFirst().date();
        }
        return isOfTermStart() && openedOn == null ? need(date, "date") : need(openedOn, "openedOn");
    }

    boolean isOfTermStart() {
        return subject != null && subject.kind().equals(TERM_START);
    }

    /** What the report rests on where no absence was marked: the facts as the rules name them. */
    List<String> observed() {
        return isOfTermStart() && why != null && why.facts() != null ? why.facts() : List.of();
    }

    LocalDate lastDay() {
        return endedOn != null ? endedOn : LocalDate.ofInstant(need(at, "at"), ZoneOffset.UTC);
    }

    /** Whether it goes out on presumed days that nobody has looked at. */
    boolean isUnverified() {
        return Boolean.TRUE.equals(unverified);
    }

    /** Whether a duty fell because what it stood on was wrong, not because nothing more is owed. */
    boolean wasWrong() {
        return !Boolean.FALSE.equals(tellCorrection);
    }

    /** Whether what leaves the school waits for somebody who looks at it first. */
    boolean isWaiting() {
        return waiting != null
                ? waiting
                : countedDays().stream().anyMatch(one -> one.kind() == Entry.Day.Kind.PRESUMED);
    }

    /** What is known of an absence from its own event. */
    Known known() {
        return new Known(ofSpell(), need(openedOn, "openedOn"), ending, ending == null ? null : lastDay());
    }

    static <T> T need(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("lacks " + field);
        }
        return value;
    }
}
