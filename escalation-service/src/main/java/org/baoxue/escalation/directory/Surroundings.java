package org.baoxue.escalation.directory;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.jspecify.annotations.Nullable;

/** Schools, places and calendars around some children, as the directory has them now. */
public record Surroundings(
        Map<String, School> schools, Map<String, OwnCalendar> calendars, Map<String, String> levelOfPlace) {
    private static final String CHINA = "CN";
    private static final String COUNTY = "COUNTY";
    private static final int COUNTY_DIGITS = 6;

    public record School(
            String code,
            String place,
            ZoneId zone,
            @Nullable LocalTime dayCompleteAt,
            boolean exceptionsOnly,
            List<Session> sessions) {}

    public record Session(String code, LocalTime starts, int order) {}

    /** A school of which only an enrolment has spoken so far is not known: not even its hours are. */
    public boolean knows(String school) {
        return schools.containsKey(school);
    }

    public School school(String code) {
        return Optional.ofNullable(schools.get(code))
                .orElseThrow(() -> new IllegalStateException("no school " + code + " in the copy of the directory"));
    }

    /** @param dayCompleteAt where the school itself does not say when its day is complete */
    public SchoolCalendar calendar(String schoolCode, String classId, LocalTime dayCompleteAt) {
        School school = school(schoolCode);
        List<Level> levels = new ArrayList<>();
        add(levels, Level.Kind.CLASS, classId);
        add(levels, Level.Kind.SCHOOL, schoolCode);
        places(school.place()).forEach(place -> add(levels, Level.Kind.PLACE, place));
        if (isInChina(school.place())) {
            add(levels, Level.Kind.NATION, CHINA);
        }
        return new SchoolCalendar(
                school.zone(), Optional.ofNullable(school.dayCompleteAt()).orElse(dayCompleteAt), levels);
    }

    /** The school's own calendar, and those of the classes that have one. */
    public List<SchoolCalendar> calendarsOf(String school, Collection<String> classes) {
        return Stream.concat(Stream.of(school), classes.stream().filter(calendars::containsKey))
                .map(owner -> calendar(school, owner, LocalTime.MAX))
                .toList();
    }

    /** The county (or what stands for one in another tree) of a place. */
    public String county(String place) {
        return places(place)
                .filter(code -> COUNTY.equals(levelOfPlace.get(code)))
                .findFirst()
                .orElse(isInChina(place) && place.length() > COUNTY_DIGITS ? place.substring(0, COUNTY_DIGITS) : place);
    }

    /** A place and all that it may lie in, nearest first: the prefixes of its code. */
    static Stream<String> places(String place) {
        return IntStream.iterate(place.length(), length -> length > 1, length -> length - 1)
                .mapToObj(length -> place.substring(0, length));
    }

    static Stream<String> calendarOwners(String school, String classId, String place) {
        return Stream.concat(Stream.of(classId, school, CHINA), places(place));
    }

    private void add(List<Level> levels, Level.Kind kind, String owner) {
        OwnCalendar own = calendars.get(owner);
        if (own != null) {
            levels.add(new Level(kind, own.terms(), own.earlier(), own.days()));
        }
    }

    private static boolean isInChina(String place) {
        return !place.isEmpty() && Character.isDigit(place.charAt(0));
    }
}
