package org.baoxue.cases.persuasion;

import static org.baoxue.cases.persuasion.ParticipantKind.ACADEMIC_OFFICE;
import static org.baoxue.cases.persuasion.ParticipantKind.CLASS_TEACHER;
import static org.baoxue.cases.persuasion.ParticipantKind.GUARDIAN;
import static org.baoxue.cases.persuasion.ParticipantKind.POLICE;
import static org.baoxue.cases.persuasion.ParticipantKind.PRINCIPAL;
import static org.baoxue.cases.persuasion.ParticipantKind.STUDENT;
import static org.baoxue.cases.persuasion.ParticipantKind.TOWNSHIP_OFFICER;
import static org.baoxue.cases.persuasion.ParticipantKind.VILLAGE_CADRE;
import static org.baoxue.cases.persuasion.PersuasionRules.Counter.JOINT;
import static org.baoxue.cases.persuasion.PersuasionRules.Counter.SCHOOL;
import static org.baoxue.cases.persuasion.PersuasionRules.Counter.TOWNSHIP;
import static org.baoxue.cases.persuasion.PersuasionRules.Kind.HOME_VISIT;
import static org.baoxue.cases.persuasion.PersuasionRules.Kind.JOINT_VISIT;
import static org.baoxue.cases.persuasion.PersuasionRules.Kind.PHONE;
import static org.baoxue.cases.persuasion.PersuasionRules.Kind.TOWNSHIP_SESSION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.baoxue.cases.persuasion.PersuasionRules.Counted;
import org.baoxue.cases.persuasion.PersuasionRules.Counter;
import org.baoxue.cases.persuasion.PersuasionRules.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PersuasionRulesTest {

    private static final LocalDate MON = LocalDate.of(2026, 9, 7);

    static List<Arguments> whoTookPart() {
        return List.of(
                Arguments.of(HOME_VISIT, List.of(CLASS_TEACHER, GUARDIAN), Set.of(SCHOOL)),
                Arguments.of(HOME_VISIT, List.of(CLASS_TEACHER, PRINCIPAL, ACADEMIC_OFFICE), Set.of(SCHOOL)),
                Arguments.of(HOME_VISIT, List.of(CLASS_TEACHER, VILLAGE_CADRE), Set.of(SCHOOL, TOWNSHIP, JOINT)),
                Arguments.of(JOINT_VISIT, List.of(CLASS_TEACHER, POLICE), Set.of(SCHOOL, JOINT)),
                Arguments.of(JOINT_VISIT, List.of(TOWNSHIP_OFFICER, POLICE), Set.of(TOWNSHIP, JOINT)),
                Arguments.of(TOWNSHIP_SESSION, List.of(TOWNSHIP_OFFICER, VILLAGE_CADRE, STUDENT), Set.of(TOWNSHIP)),
                Arguments.of(PHONE, List.of(CLASS_TEACHER, TOWNSHIP_OFFICER, GUARDIAN), Set.of()));
    }

    @ParameterizedTest
    @MethodSource("whoTookPart")
    void whoTookPartDecidesWhichCountersAVisitFeeds(Kind kind, List<ParticipantKind> who, Set<Counter> fed) {
        assertEquals(fed, PersuasionRules.feeds(kind, who));
    }

    static List<Arguments> misfits() {
        return List.of(
                Arguments.of(HOME_VISIT, List.of(TOWNSHIP_OFFICER, GUARDIAN)),
                Arguments.of(JOINT_VISIT, List.of(CLASS_TEACHER, PRINCIPAL, GUARDIAN)),
                Arguments.of(TOWNSHIP_SESSION, List.of(CLASS_TEACHER)),
                Arguments.of(PHONE, List.of(GUARDIAN)));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void aKindThatThesePeopleCannotHaveMadeIsNamed(Kind kind, List<ParticipantKind> who) {
        assertTrue(PersuasionRules.misfit(kind, who).isPresent());
    }

    @Test
    void onlyDaysFromTheAbsenceUntilTodayCount() {
        var today = MON.plusDays(3);
        assertTrue(PersuasionRules.misdated(MON.minusDays(1), MON, today).isPresent());
        assertTrue(PersuasionRules.misdated(MON, MON, today).isEmpty());
        assertTrue(PersuasionRules.misdated(today, MON, today).isEmpty());
        assertTrue(PersuasionRules.misdated(today.plusDays(1), MON, today).isPresent());
    }

    @Test
    void theTownshipsThreeCountWithinAWeekOnly() {
        var spread =
                List.of(session(MON), session(MON.plusDays(6)), session(MON.plusDays(7)), session(MON.plusDays(20)));
        var counts = PersuasionRules.count(spread);
        assertEquals(4, counts.township());
        assertEquals(2, counts.townshipWithinWeek());
        assertEquals(List.of(SCHOOL, TOWNSHIP, JOINT), counts.missing());

        var dense = PersuasionRules.count(List.of(session(MON), session(MON.plusDays(3)), session(MON.plusDays(6))));
        assertEquals(3, dense.townshipWithinWeek());
        assertEquals(List.of(SCHOOL, JOINT), dense.missing());
    }

    @Test
    void oneVisitMayFeedAllThree() {
        var counts = PersuasionRules.count(List.of(new Counted(MON, Set.of(SCHOOL, TOWNSHIP, JOINT))));
        assertEquals(new PersuasionRules.Counts(1, 1, 1, 1), counts);
    }

    @Test
    void nothingRecordedCountsNothing() {
        assertEquals(new PersuasionRules.Counts(0, 0, 0, 0), PersuasionRules.count(List.of()));
    }

    private static Counted session(LocalDate on) {
        return new Counted(on, Set.of(TOWNSHIP));
    }
}
