package org.baoxue.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DongchuanTest {
    private final DongchuanScript script = new DongchuanScript();

    @Test
    void the_district_has_its_nine_real_townships_and_two_thousand_made_up_children() {
        assertEquals(9, Townships.ofDongchuan().size());
        assertEquals("铜都街道", Townships.ofDongchuan().getFirst().name());
        assertEquals(10, script.world().schools().size());
        assertEquals(50, script.world().classes().size());
        assertEquals(2000, script.world().children().size());
    }

    @Test
    void the_same_world_comes_out_each_time_and_no_two_children_share_an_id_or_a_number() {
        assertEquals(Dongchuan.world(), script.world());
        var ids = script.world().children().stream().map(World.Child::id).collect(Collectors.toSet());
        var phones = script.world().children().stream().map(World.Child::phone).collect(Collectors.toSet());
        assertEquals(2000, ids.size());
        assertEquals(2000, phones.size());
        assertTrue(phones.stream().allMatch(phone -> phone.startsWith("+999")));
    }

    @Test
    void fifteen_school_days_span_the_break_with_its_make_up_saturday_but_not_mid_autumn() {
        var dates = script.days().dates();
        assertEquals(15, dates.size());
        assertEquals(LocalDate.of(2026, 9, 24), dates.getFirst());
        assertEquals(LocalDate.of(2026, 9, 28), dates.get(1));
        assertEquals(LocalDate.of(2026, 10, 10), dates.get(6));
        assertEquals(LocalDate.of(2026, 10, 21), dates.getLast());
    }
}
