package org.baoxue.escalation.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar.NamedDay;
import org.baoxue.escalation.calendar.SchoolCalendar.Term;
import org.baoxue.escalation.calendar.SchoolCalendar.TermsUntil;

/**
 * What one level says itself, and what its terms were before.
 *
 * <p>Chosen where the rules leave it open (3.8 lets a closure or a correction take a firing back; section 2 says what terms are
 * for): <b>an owner who enters other terms, the first ones, or none any more speaks of the days to come, and takes nothing of
 * the past back.</b> Owners replace their calendar as a whole, and the terms of a new year need not repeat the old ones. So on a
 * day that has come the terms count that stood then, and beside them those entered since: who had terms and enters another too
 * late forgets no absence that still goes on; where an owner had none, the next level spoke, and stays heard. A day has come
 * when it has come at the school, by when the owner spoke, not by when it was heard here. With terms that are dropped go the days that were named in them: those stand as they were, and so
 * does every school day that was named and has come. That a day was none after all is said by naming it (a closure); that a
 * closure was wrong, by naming the day or, while its term lasts, by no longer naming the closure. Both correct what has fired.
 *
 * @param earlier by the date until which they stood, in order; no terms where the level had set none
 */
record OwnCalendar(List<Term> terms, List<TermsUntil> earlier, Map<LocalDate, NamedDay> days) {
    static final OwnCalendar NONE = new OwnCalendar(List.of(), List.of(), Map.of());

    /** The same, with what {@code before} said of the days until {@code today} where that stands. */
    OwnCalendar following(OwnCalendar before, LocalDate today) {
        List<TermsUntil> stood = new ArrayList<>(before.earlier);
        boolean known = stood.stream().anyMatch(one -> !one.until().isBefore(today));
        if (!terms.equals(before.terms) && !known) {
            stood.add(new TermsUntil(today, before.terms));
        }
        Map<LocalDate, NamedDay> named = new HashMap<>(days);
        before.days.forEach((date, day) -> {
            if (!date.isAfter(today) && (day.school() || (before.hasHadTerms() && !isInTerm(date)))) {
                named.putIfAbsent(date, day);
            }
        });
        return new OwnCalendar(terms, List.copyOf(stood), Map.copyOf(named));
    }

    /**
     * The first date of which the next calendar may speak otherwise; none where they say the same. A term that is over when it
     * is entered is no news: an absence that ended in it stays as it was.
     */
    Optional<LocalDate> firstDifference(OwnCalendar next, LocalDate today) {
        Stream<LocalDate> named = Stream.concat(days.keySet().stream(), next.days.keySet().stream())
                .filter(date -> !isSchool(date).equals(next.isSchool(date)));
        return Stream.concat(ofTerms(next, today), named).min(LocalDate::compareTo);
    }

    private Stream<LocalDate> ofTerms(OwnCalendar next, LocalDate today) {
        if (terms.equals(next.terms)) {
            return Stream.empty();
        }
        Stream<LocalDate> begun = next.terms.stream()
                .filter(term -> !terms.isEmpty() && !terms.contains(term))
                .filter(term -> !term.to().isBefore(today))
                .map(Term::from);
        return Stream.concat(Stream.of(today.plusDays(1)), begun);
    }

    private boolean hasHadTerms() {
        return !terms.isEmpty() || !earlier.isEmpty();
    }

    private boolean isInTerm(LocalDate date) {
        return terms.stream().anyMatch(term -> term.contains(date));
    }

    private Optional<Boolean> isSchool(LocalDate date) {
        return Optional.ofNullable(days.get(date)).map(NamedDay::school);
    }
}
