package org.baoxue.local.grandbend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.baoxue.local.grandbend.Spells.Spell;
import org.baoxue.local.grandbend.Year.Event;
import org.baoxue.local.grandbend.Year.Mark;

/** What the year must give, as the committed file says it. */
final class Expectation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final LocalTime CUT_OFF = LocalTime.of(15, 0);

    private static final List<String> READINGS = List.of(
            "School days are Monday to Friday inside the two sessions of the school in EducationOrgCalendar.xml. The file names"
                    + " no holidays (its count of instructional days is smaller): on a holiday nothing is posted, which reads"
                    + " as every child present.",
            "The schools report exceptions only: a school day without an event for a child means present at 15:00"
                    + " America/Chicago, and ends the child's spell as RETURNED on that date. A silent day that is no school"
                    + " day means nothing.",
            "Unexcused Absence is ABSENT, Excused Absence is LEAVE, Tardy and Partial are LATE.",
            "There is one session a day, begun before 15:00: an absence counts on its own date.",
            "LATE ends a spell as RETURNED, LEAVE ends it as EXCUSED, on its date, school day or not.",
            "No leave periods, transfers or graduations are in the data; every child is enrolled for the whole year.",
            "Of two events for one child and day the later one in the file corrects the earlier.",
            "A spell of the last school day stays OPEN: no later day of the year says more.",
            "The file is posted in order of date, each event before its day's end.");

    private Expectation() {}

    static ObjectNode of(Year year) {
        List<Spell> spells = Spells.of(year);
        ObjectNode all = JSON.createObjectNode();
        ArrayNode readings = all.putArray("readings");
        READINGS.forEach(readings::add);
        all.put("events", year.events().size());
        all.put(
                "students",
                year.events().stream().map(Event::student).distinct().count());
        all.put("schools", year.events().stream().map(Event::school).distinct().count());
        all.set("byMark", byMark(year));
        all.put("spells", spells.size());
        all.set("endings", endings(spells));
        ArrayNode dayThree = firings(spells, 3);
        ArrayNode daySeven = firings(spells, 7);
        all.putObject("fired").put("day3", dayThree.size()).put("day7", daySeven.size());
        all.set("day3", dayThree);
        all.set("day7", daySeven);
        all.set("oddities", oddities(year));
        ArrayNode list = all.putArray("everySpell");
        spells.forEach(spell -> list.add(line(spell)));
        return all;
    }

    private static ObjectNode byMark(Year year) {
        ObjectNode counts = JSON.createObjectNode();
        for (Mark mark : Mark.values()) {
            counts.put(
                    mark.name(),
                    year.events().stream().filter(event -> event.mark() == mark).count());
        }
        return counts;
    }

    private static ObjectNode endings(List<Spell> spells) {
        ObjectNode counts = JSON.createObjectNode();
        for (String ending : List.of("RETURNED", "EXCUSED", "WITHDRAWN", "LEFT", "OPEN")) {
            counts.put(
                    ending,
                    spells.stream()
                            .filter(spell -> spell.ending().equals(ending))
                            .count());
        }
        return counts;
    }

    private static ArrayNode firings(List<Spell> spells, int day) {
        ArrayNode firings = JSON.createArrayNode();
        for (Spell spell : spells) {
            if (spell.countedDays().size() >= day) {
                LocalDate on = spell.countedDays().get(day - 1);
                firings.addObject()
                        .put("student", spell.student())
                        .put("school", spell.school())
                        .put("openedOn", spell.openedOn().toString())
                        .put("date", on.toString())
                        .put(
                                "at",
                                on.atTime(CUT_OFF).atZone(CHICAGO).toInstant().toString());
            }
        }
        return firings;
    }

    private static ArrayNode oddities(Year year) {
        ArrayNode oddities = JSON.createArrayNode();
        Set<String> seen = new HashSet<>();
        for (Event event : year.events()) {
            if (!year.isSchoolDay(event.school(), event.date())) {
                oddities.add(oddity("NOT_A_SCHOOL_DAY", event));
            }
            if (!seen.add(event.student() + " " + event.date())) {
                oddities.add(oddity("SECOND_EVENT_OF_THE_DAY", event));
            }
        }
        return oddities;
    }

    private static ObjectNode oddity(String flag, Event event) {
        return JSON.createObjectNode()
                .put("flag", flag)
                .put("student", event.student())
                .put("school", event.school())
                .put("date", event.date().toString())
                .put("category", event.category())
                .put("event", event.line());
    }

    private static String line(Spell spell) {
        return spell.student() + " " + spell.school() + " " + spell.openedOn() + " " + spell.ending() + " "
                + (spell.endedOn() == null ? "-" : spell.endedOn()) + " "
                + spell.countedDays().size();
    }
}
