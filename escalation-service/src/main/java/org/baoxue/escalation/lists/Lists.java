package org.baoxue.escalation.lists;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Duty;
import org.baoxue.escalation.week.SchoolWeek;
import org.baoxue.escalation.week.WeekRules;

/** What there is of these weeks already. */
record Lists(List<Duty> duties, Map<String, List<WeekListStore.Row>> rows) {
    List<WeekRules.Listed> of(SchoolWeek week, String rule) {
        return duties.stream()
                .filter(duty -> duty.rule().equals(rule) && duty.subject().equals(week.subject()))
                .map(this::of)
                .toList();
    }

    WeekRules.Listed of(Duty duty) {
        List<WeekListStore.Row> names = rows.getOrDefault(duty.id(), List.of());
        return new WeekRules.Listed(
                duty,
                names.stream()
                        .filter(row -> !row.off())
                        .collect(Collectors.toMap(row -> row.named().student(), WeekListStore.Row::named)),
                names.stream()
                        .filter(WeekListStore.Row::told)
                        .map(row -> row.named().student())
                        .collect(Collectors.toSet()));
    }

    Optional<Instant> begun(SchoolWeek week) {
        return duties.stream()
                .filter(duty -> duty.subject().equals(week.subject()))
                .map(Duty::openedAt)
                .min(Comparator.naturalOrder());
    }

    /** Whether anybody stands on a list of one of these weeks that was not dropped. */
    boolean names(Collection<SchoolWeek> weeks) {
        Set<String> subjects = weeks.stream().map(week -> week.subject().id()).collect(Collectors.toSet());
        return duties.stream()
                .filter(duty -> subjects.contains(duty.subject().id()) && !(duty.state() instanceof Duty.Cancelled))
                .anyMatch(
                        duty -> rows.getOrDefault(duty.id(), List.of()).stream().anyMatch(row -> !row.off()));
    }

    /** Of what was drafted, also where no school day is left of it. */
    Stream<SchoolWeek> since(LocalDate monday) {
        return duties.stream().map(SchoolWeek::of).filter(week -> !week.monday().isBefore(monday));
    }

    LocalDate first(LocalDate otherwise) {
        return duties.stream()
                .map(duty -> SchoolWeek.of(duty).monday())
                .filter(otherwise::isAfter)
                .min(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    Stream<Duty> open() {
        return duties.stream().filter(Duty::isOpen);
    }
}
