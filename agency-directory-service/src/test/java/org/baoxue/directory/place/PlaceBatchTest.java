package org.baoxue.directory.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceBatchTest {

    private final PlaceBatch batch =
            new PlaceBatch(code -> code.startsWith("5"), codes -> Map.of("5301", Level.PREFECTURE), this::overlaps);
    private Map<String, String> overlaps = Map.of();

    private Map<String, String> overlaps(Collection<Place> places) {
        return overlaps;
    }

    @Test
    void parents_go_before_their_children_whatever_the_order_of_the_lines() {
        batch.add(line(2, "530113001", Level.TOWNSHIP));
        batch.add(line(3, "530113", Level.COUNTY));

        assertEquals(List.of("530113", "530113001"), ready());
    }

    @Test
    void a_line_waits_for_its_parent_to_the_end_of_the_file() {
        batch.add(line(2, "530113001", Level.TOWNSHIP));
        assertEquals(List.of(), ready());

        batch.add(line(3, "530113", Level.COUNTY));
        assertEquals(List.of("530113"), ready());

        batch.lastCall();
        batch.add(line(4, "530113", Level.COUNTY));
        assertEquals(List.of("530113", "530113001"), ready());
    }

    @Test
    void a_line_whose_parent_never_comes_is_refused_by_its_number() {
        batch.add(line(2, "530199001", Level.TOWNSHIP));
        ready();
        batch.lastCall();
        assertEquals(List.of(), ready());

        assertEquals(
                List.of(new PlaceImport.Refusal(2, "530199001", "parent: there is no place 530199 above it")),
                batch.outcome().refusals());
    }

    @Test
    void a_line_outside_what_the_caller_may_write_is_refused() {
        batch.add(line(2, "410102", Level.COUNTY));

        assertEquals(1, batch.outcome().refused());
        assertEquals(List.of(), ready());
    }

    @Test
    void a_line_whose_code_runs_into_another_is_refused_with_what_lies_below_it() {
        batch.add(line(2, "530113", Level.COUNTY));
        batch.add(line(3, "530114", Level.COUNTY));
        batch.add(line(4, "530114001", Level.TOWNSHIP));
        overlaps = Map.of("530114", "5301140");
        assertEquals(List.of("530113"), ready());

        overlaps = Map.of();
        batch.lastCall();
        assertEquals(List.of(), ready());
        assertEquals(
                List.of("530114", "530114001"),
                batch.outcome().refusals().stream()
                        .map(PlaceImport.Refusal::code)
                        .toList());
    }

    @Test
    void the_later_of_two_lines_with_one_code_counts() {
        batch.add(new PlaceLine.Read(2, new Place("530113", "old", Level.COUNTY, "5301", null)));
        batch.add(new PlaceLine.Read(3, new Place("530113", "new", Level.COUNTY, "5301", null)));

        assertEquals(List.of("new"), batch.ready().stream().map(Place::name).toList());
    }

    private List<String> ready() {
        return batch.ready().stream().map(Place::code).toList();
    }

    private static PlaceLine line(long number, String code, Level level) {
        return new PlaceLine.Read(number, new Place(code, "a place", level, PlaceRules.parentOf(code, level), null));
    }
}
