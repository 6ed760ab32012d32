package org.baoxue.directory.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalTime;
import java.util.List;
import org.baoxue.directory.place.Level;
import org.baoxue.kit.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrganisationRulesTest {

    private static final School DAY_SCHOOL =
            new School(List.of(session("AM", "08:00"), session("PM", "14:00")), null, false, false);

    @Test
    void each_kind_has_its_code_and_its_level() {
        assertEquals(List.of(), faults("2153011301", OrganisationKind.SCHOOL, "530113001", Level.TOWNSHIP, DAY_SCHOOL));
        assertEquals(
                List.of(),
                faults("530113001-gov", OrganisationKind.TOWNSHIP_GOVERNMENT, "530113001", Level.TOWNSHIP, null));
        assertEquals(List.of(), faults("530113-edu", OrganisationKind.EDUCATION_BUREAU, "530113", Level.COUNTY, null));
        assertEquals(List.of(), faults("anything", OrganisationKind.OTHER, "530113", Level.COUNTY, null));
    }

    @Test
    void what_does_not_fit_is_named() {
        assertEquals(
                List.of("/school"), faults("2153011301", OrganisationKind.SCHOOL, "530113001", Level.TOWNSHIP, null));
        assertEquals(
                List.of("/place"), faults("2153011301", OrganisationKind.SCHOOL, "530113", Level.COUNTY, DAY_SCHOOL));
        assertEquals(
                List.of("path:code"),
                faults("gov", OrganisationKind.TOWNSHIP_GOVERNMENT, "530113001", Level.TOWNSHIP, null));
        assertEquals(
                List.of("/school"),
                faults("530113-edu", OrganisationKind.EDUCATION_BUREAU, "530113", Level.COUNTY, DAY_SCHOOL));
    }

    @Test
    void a_code_of_digits_is_the_identification_code_of_the_ministry() {
        assertEquals(List.of(), ofSchool("3153011301", "530113001"));
        assertEquals(List.of(), ofSchool("SCHOOL-1", "530113001"), "one of one's own");
        assertEquals(List.of(), ofSchool("255901001", "US48001"), "of another country");
        for (var wrong : List.of("215301130", "21530113011", "1253011301", "2152011301")) {
            assertEquals(List.of("path:code"), ofSchool(wrong, "530113001"), wrong);
        }
    }

    private static List<String> ofSchool(String code, String place) {
        return faults(code, OrganisationKind.SCHOOL, place, Level.TOWNSHIP, DAY_SCHOOL);
    }

    @Test
    void sessions_stand_in_the_order_of_the_day_each_with_its_own_code() {
        var muddled = new School(List.of(session("AM", "14:00"), session("AM", "08:00")), null, false, false);

        assertEquals(
                List.of("/school/sessions/1/code", "/school/sessions/1/starts"),
                faults("2153011301", OrganisationKind.SCHOOL, "530113001", Level.TOWNSHIP, muddled));
    }

    @Test
    void a_school_day_is_complete_at_three_where_nothing_is_said() {
        assertEquals(LocalTime.of(15, 0), DAY_SCHOOL.dayCompleteAt());
    }

    private static List<String> faults(
            String code, OrganisationKind kind, String place, Level level, @Nullable School school) {
        return OrganisationRules.faults(new Organisation(code, kind, "a name", place, "Asia/Shanghai", school), level)
                .stream()
                .map(Problem.At::pointer)
                .toList();
    }

    private static School.Session session(String code, String starts) {
        return new School.Session(code, LocalTime.parse(starts));
    }
}
