package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.baoxue.local.http.Http;
import org.baoxue.local.http.Json;
import org.baoxue.local.keycloak.KeycloakAdmin;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Secrets;
import org.baoxue.local.time.Drain;
import org.baoxue.local.time.SetClock;

/** Fifteen school days of Dongchuan across the National Day break of 2026. */
public final class DongchuanDemo {
    private static final LocalDate FIRST = LocalDate.of(2026, 9, 24);
    private static final LocalDate TERM_FROM = LocalDate.of(2026, 9, 1);
    private static final LocalDate TERM_TO = LocalDate.of(2027, 1, 22);
    private static final int SCHOOL_DAYS = 15;

    private final Ports ports;
    private final Secrets secrets;
    private final Consumer<String> say;
    private final World world = Dongchuan.world();
    private final Days days = new Days(world.zone(), schoolDays());
    private final Plan plan = new Plan();
    private final Timetable timetable = new Timetable();
    private final Tally tally = new Tally();

    public DongchuanDemo(Ports ports, Secrets secrets, Consumer<String> say) {
        this.ports = ports;
        this.secrets = secrets;
        this.say = say;
    }

    /** Plays the story; true when the known children got what they must. */
    public boolean run(KeycloakAdmin admin, String webhookSecret, Path reportFile) {
        var desk = new Desk(ports, secrets);
        new Accounts(admin, secrets).create(world);
        try (var drain = new Drain(new Http(), ports, () -> desk.token("operator"));
                var observer = new Observer("127.0.0.1:" + ports.kafka())) {
            var clock = new SetClock(new Http(), ports, () -> desk.token("operator"));
            var story = new Story(clock, drain, observer, timetable);
            var systems = new SchoolSystems(desk, world, days, plan);
            systems.plan(timetable);
            var children = new KnownChildren(world, days, plan, systems, timetable);
            var known = children.plan();
            int away = new Background(world, days, plan, children.told()).plan();
            var diary = new Diary(world.zone(), known);
            var people = new People(desk, world, days, timetable, children.foundIll(), missing(known));
            observer.tell(tally::count);
            observer.tell(diary::write);
            observer.tell(people::hear);
            story.watch(people::clock);
            story.watch(new DayLine(days, tally, say)::at);
            var begin = days.at(FIRST, "06:00");
            story.begin(begin);
            load(desk, webhookSecret);
            story.settle();
            say.accept("%d schools, %d classes, %d children are known; %d of them will be away at some time"
                    .formatted(
                            world.schools().size(),
                            world.classes().size(),
                            world.children().size(),
                            away));
            story.play(begin, days.at(days.last(), "22:00"));
            return finish(story, new DemoReport(tally, known, diary), drain, reportFile);
        }
    }

    private boolean finish(Story story, DemoReport report, Drain drain, Path reportFile) {
        report.print(System.out::println);
        report.write(reportFile);
        say.accept("%d steps of the clock; the table is also in %s".formatted(story.steps(), reportFile));
        if (drain.parked() > 0) {
            say.accept("%d records could not be worked and wait for an operator".formatted(drain.parked()));
        }
        return report.asItMustBe() && drain.parked() == 0;
    }

    private void load(Desk desk, String webhookSecret) {
        var loading = new Loading(desk, world, TERM_FROM, "http://127.0.0.1:" + ports.inbox(), webhookSecret);
        loading.place("CN", "中国", "NATION", "", "Asia/Shanghai");
        loading.places(Townships.placesCsv());
        loading.calendar("NATION/CN", nationalCalendar());
        loading.organisations();
        loading.calendar("PLACE/" + Dongchuan.COUNTY, countyCalendar());
        loading.posts();
        say.accept("the directory knows Dongchuan's places, schools, posts and calendar");
        loading.children();
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

    private static Set<String> missing(List<KnownChild> known) {
        var missing = new HashSet<String>();
        known.stream()
                .filter(one -> one.fired().getOrDefault("suspected-dropout", 0) > 0)
                .forEach(one -> missing.add(one.child().id()));
        return missing;
    }

    /** What the national list makes of the weekdays, counted here without the suite. */
    private static List<LocalDate> schoolDays() {
        var closed = new HashSet<LocalDate>();
        var madeUp = new HashSet<LocalDate>();
        for (var holiday : Townships.holidays()) {
            var date = LocalDate.parse(holiday.getField("date"));
            (holiday.getField("kind").equals("workday") ? madeUp : closed).add(date);
        }
        var found = new ArrayList<LocalDate>();
        for (var date = FIRST; found.size() < SCHOOL_DAYS; date = date.plusDays(1)) {
            boolean weekday = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
            if (madeUp.contains(date) || (weekday && !closed.contains(date))) {
                found.add(date);
            }
        }
        return List.copyOf(found);
    }

    /** One line of progress for each day of the story. */
    private static final class DayLine {
        private final Days days;
        private final Tally tally;
        private final Consumer<String> say;
        private LocalDate shown = LocalDate.MIN;

        DayLine(Days days, Tally tally, Consumer<String> say) {
            this.days = days;
            this.tally = tally;
            this.say = say;
        }

        void at(Instant now) {
            var date = days.dateOf(now.plus(Duration.ofMinutes(1)));
            if (!date.equals(shown)) {
                shown = date;
                say.accept("%s %s   so far: %d marks, %d spells, duties %s, cases %d"
                        .formatted(
                                date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                                date,
                                tally.marks(),
                                tally.spells(),
                                tally.duties(),
                                tally.cases()));
            }
        }
    }
}
