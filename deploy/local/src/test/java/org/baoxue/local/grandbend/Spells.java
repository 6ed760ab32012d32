package org.baoxue.local.grandbend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.baoxue.local.grandbend.Year.Event;
import org.baoxue.local.grandbend.Year.Mark;
import org.jspecify.annotations.Nullable;

/** Walks every child's year day by day: an absent mark opens or goes on, any other mark and a silent school day end. */
final class Spells {
    private final Year year;
    private final List<Spell> spells = new ArrayList<>();

    /** @param ending RETURNED, EXCUSED or OPEN */
    record Spell(
            String student,
            String school,
            LocalDate openedOn,
            String ending,
            @Nullable LocalDate endedOn,
            List<LocalDate> countedDays,
            int absentMarks) {}

    private Spells(Year year) {
        this.year = year;
    }

    static List<Spell> of(Year year) {
        Spells walk = new Spells(year);
        SortedSet<String> children = new TreeSet<>();
        for (Event event : year.events()) {
            children.add(event.student());
        }
        for (String child : children) {
            List<Event> own = year.events().stream()
                    .filter(event -> event.student().equals(child))
                    .toList();
            walk.oneChild(child, own);
        }
        return walk.spells;
    }

    private void oneChild(String child, List<Event> events) {
        String school = events.get(0).school();
        LocalDate openedOn = null;
        int marks = 0;
        List<LocalDate> counted = new ArrayList<>();
        for (LocalDate day = firstDay(); !day.isAfter(lastDay()); day = day.plusDays(1)) {
            Mark mark = lastMark(events, day);
            boolean schoolDay = year.isSchoolDay(school, day);
            if (mark == Mark.ABSENT) {
                openedOn = openedOn == null ? day : openedOn;
                marks++;
            }
            if (openedOn != null && schoolDay && mark == Mark.ABSENT) {
                counted.add(day);
            }
            boolean seenOrSilent = mark == Mark.LATE || (mark == null && schoolDay);
            if (openedOn != null && (seenOrSilent || mark == Mark.LEAVE)) {
                String ending = mark == Mark.LEAVE ? "EXCUSED" : "RETURNED";
                spells.add(new Spell(child, school, openedOn, ending, day, List.copyOf(counted), marks));
                openedOn = null;
                marks = 0;
                counted.clear();
            }
        }
        if (openedOn != null) {
            spells.add(new Spell(child, school, openedOn, "OPEN", null, List.copyOf(counted), marks));
        }
    }

    /** Of two events for one child and day the later one in the file is the correction. */
    private static @Nullable Mark lastMark(List<Event> events, LocalDate day) {
        Mark mark = null;
        for (Event event : events) {
            if (event.date().equals(day)) {
                mark = event.mark();
            }
        }
        return mark;
    }

    private LocalDate firstDay() {
        return year.sessions().stream()
                .map(Year.Session::from)
                .min(LocalDate::compareTo)
                .orElseThrow();
    }

    private LocalDate lastDay() {
        return year.sessions().stream()
                .map(Year.Session::to)
                .max(LocalDate::compareTo)
                .orElseThrow();
    }
}
