package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.baoxue.local.http.Json;

/** School days of Dongchuan across the National Day break of 2026: fifteen in the demo. */
final class DongchuanScript implements Script {
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 24);
    private static final LocalDate TERM_FROM = LocalDate.of(2026, 9, 1);
    private static final LocalDate TERM_TO = LocalDate.of(2027, 1, 22);

    private final World world;
    private final Days days;
    private final int later;

    DongchuanScript() {
        this(Dongchuan.world(), 15, 7);
    }

    /**
     * @param world of Dongchuan, or a part of it
     * @param later see KnownChildren
     */
    DongchuanScript(World world, int schoolDays, int later) {
        this.world = world;
        this.days = new Days(world.zone(), schoolDays(schoolDays));
        this.later = later;
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public Days days() {
        return days;
    }

    @Override
    public LocalDate enrolledFrom() {
        return TERM_FROM;
    }

    @Override
    public Instant begin() {
        return days.at(FIRST, "06:00");
    }

    @Override
    public Instant end() {
        return days.at(days.last(), "22:00");
    }

    @Override
    public void load(Loading loading) {
        loading.place("CN", "中国", "NATION", "", "Asia/Shanghai");
        loading.places(Townships.placesCsv());
        loading.calendar("NATION/CN", nationalCalendar());
        loading.organisations();
        loading.calendar("PLACE/" + Dongchuan.COUNTY, countyCalendar());
        loading.posts();
        loading.children();
    }

    @Override
    public Cast plan(Desk desk, Timetable timetable) {
        var plan = new Plan();
        var systems = new SchoolSystems(desk, world, days, plan);
        systems.plan(timetable);
        var children = new KnownChildren(world, days, later, plan, systems, timetable);
        var known = children.plan();
        var others = new Background(world, days, plan, children.told()).plan();
        var away = others.stream().filter(one -> !one.endings().isEmpty()).count();
        return new Cast(known, others, children.foundIll(), away + " others are absent at some time");
    }

    @Override
    public List<String> faults(Tally tally) {
        return List.of(); // the known children are the proof
    }

    private static ObjectNode nationalCalendar() {
        var calendar = Json.object();
        calendar.putArray("terms");
        var listed = calendar.putArray("days");
        for (var holiday : Townships.holidays()) {
            listed.addObject()
                    .put("date", holiday.getField("date"))
                    .put("school", holiday.getField("kind").equals("workday"))
                    .put("occasion", holiday.getField("occasion"));
        }
        return calendar;
    }

    private static ObjectNode countyCalendar() {
        var calendar = Json.object();
        calendar.putArray("terms")
                .addObject()
                .put("name", "2026-2027-1")
                .put("from", TERM_FROM.toString())
                .put("to", TERM_TO.toString());
        calendar.putArray("days");
        return calendar;
    }

    /** What the national list makes of the weekdays, counted here without the suite. */
    private static List<LocalDate> schoolDays(int howMany) {
        var closed = new HashSet<LocalDate>();
        var madeUp = new HashSet<LocalDate>();
        for (var holiday : Townships.holidays()) {
            var date = LocalDate.parse(holiday.getField("date"));
            (holiday.getField("kind").equals("workday") ? madeUp : closed).add(date);
        }
        var found = new ArrayList<LocalDate>();
        for (var date = FIRST; found.size() < howMany; date = date.plusDays(1)) {
            boolean weekday = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
            if (madeUp.contains(date) || (weekday && !closed.contains(date))) {
                found.add(date);
            }
        }
        return List.copyOf(found);
    }
}
