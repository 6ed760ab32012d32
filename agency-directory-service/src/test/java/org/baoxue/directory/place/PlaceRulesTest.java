package org.baoxue.directory.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.baoxue.kit.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlaceRulesTest {

    @Test
    void a_code_of_digits_names_its_own_parent() {
        assertEquals("CN", PlaceRules.parentOf("53", Level.PROVINCE));
        assertEquals("53", PlaceRules.parentOf("5301", Level.PREFECTURE));
        assertEquals("5301", PlaceRules.parentOf("530113", Level.COUNTY));
        assertEquals("530113", PlaceRules.parentOf("530113001", Level.TOWNSHIP));
        assertEquals("530113001", PlaceRules.parentOf("530113001001", Level.VILLAGE));
        assertNull(PlaceRules.parentOf("TX255901", Level.COUNTY));
    }

    @Test
    void places_of_both_trees_are_fine() {
        assertEquals(List.of(), faults("CN", Level.NATION, null, "Asia/Shanghai"));
        assertEquals(List.of(), faults("530113", Level.COUNTY, "5301", null));
        assertEquals(List.of(), faults("TX", Level.NATION, null, "America/Chicago"));
        assertEquals(List.of(), faults("TX255901", Level.COUNTY, "TX", null));
        assertEquals(List.of(), faults("TX25590101", Level.TOWNSHIP, "TX255901", null));
    }

    @Test
    void what_is_wrong_is_named_by_its_field() {
        assertEquals(List.of("/level"), faults("530113", Level.TOWNSHIP, "530113", null));
        assertEquals(List.of("/parent"), faults("530113", Level.COUNTY, "5302", null));
        assertEquals(List.of("/zone"), faults("530113", Level.COUNTY, "5301", "Asia/Dongchuan"));
        assertEquals(List.of("/zone"), faults("TX", Level.NATION, null, null));
        assertEquals(List.of("/parent"), faults("TX255901", Level.COUNTY, "CN", null));
        assertEquals(List.of("/parent"), faults("TX255901", Level.COUNTY, null, null));
        assertEquals(List.of("/parent"), faults("TX", Level.NATION, "CN", "America/Chicago"));
        assertEquals(List.of("path:code"), faults("tx", Level.NATION, null, "America/Chicago"));
    }

    private static List<String> faults(String code, Level level, @Nullable String parent, @Nullable String zone) {
        return PlaceRules.faults(new Place(code, "a place", level, parent, zone)).stream()
                .map(Problem.At::pointer)
                .toList();
    }
}
