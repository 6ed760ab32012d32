package org.baoxue.local.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.baoxue.local.http.Http;
import org.baoxue.local.http.Json;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Service;
import org.baoxue.local.suite.Suite;
import org.baoxue.local.time.Drain;
import org.baoxue.local.time.SetClock;
import org.jspecify.annotations.Nullable;

/** A story of Dongchuan played on a running suite, scene by scene, and what came of it. */
final class Performance implements AutoCloseable {
    private static final LocalDate COUNTY_ORDER = LocalDate.of(2026, 9, 28);

    private final Script script;
    private final Ports ports;
    private final Desk desk;
    private final Drain drain;
    private final Observer observer;
    private final Story story;
    private final Tally tally = new Tally();
    private final Diary diary;
    private final Script.Cast cast;
    private final People people;
    private final Letters letters;
    private final List<Scene> scenes = new ArrayList<>();
    private final Map<String, String> accepted = new TreeMap<>();
    private final Set<String> delivered = new HashSet<>();
    private final Set<String> messages = new HashSet<>();

    Performance(Script script, Suite suite, Ports ports, Consumer<Instant> watcher) {
        this.script = script;
        this.ports = ports;
        this.desk = new Desk(ports, suite.secrets());
        this.letters = new Letters(ports.inbox());
        new Accounts(suite.keycloakAdmin(), suite.secrets()).create(script.world());
        this.drain = new Drain(new Http(), ports, this::operator);
        this.observer = new Observer("127.0.0.1:" + ports.kafka());
        var timetable = new Timetable();
        var clock = new SetClock(new Http(), ports, this::operator);
        this.story = new Story(clock, drain, observer, timetable);
        this.cast = script.plan(desk, timetable);
        this.diary = new Diary(script.days().zone(), cast.known());
        this.people = new People(desk, script.world(), script.days(), timetable, cast.foundIll(), cast.missing());
        observer.tell(tally::count);
        observer.tell(diary::write);
        observer.tell(people::hear);
        observer.tell(this::note);
        story.watch(people::clock);
        story.watch(watcher);
        story.begin(script.begin());
        var inbox = "http://127.0.0.1:" + ports.inbox();
        script.load(new Loading(desk, script.world(), script.enrolledFrom(), inbox, suite.webhookSecret()));
        story.settle();
        setAPolicy();
        story.settle();
        Stage.say("the world is loaded");
    }

    /** What the suite does anyway, by the county's own word: absences that begin later run under another policy. */
    private void setAPolicy() {
        var bureau = desk.token(script.world().personIn("county-bureau", Dongchuan.COUNTY));
        var values = Json.object();
        values.putObject("values")
                .putObject("contact-guardian.attempts")
                .put("value", "2")
                .put("clause", "the county's own order");
        desk.put(Service.ESCALATION, "/v1/policies/" + Dongchuan.COUNTY + "/" + COUNTY_ORDER, bureau, values)
                .mustBeGood();
    }

    /** What may be read at this moment of a day's roll calls and of what is still owed. */
    List<String> kept(LocalDate date) {
        var world = script.world();
        var kept = new ArrayList<String>();
        for (var each : world.classes()) {
            var teacher = desk.token(world.personIn("class-teacher", each.id()));
            var path = "/v1/classes/" + each.id() + "/roll-calls/" + date + "/AM";
            kept.add(desk.get(Service.ATTENDANCE, path, teacher).text());
            kept.add(desk.get(Service.ESCALATION, "/v1/duties?state=OPEN", teacher)
                    .text());
        }
        return kept;
    }

    Instant at(LocalDate date, String time) {
        return script.days().at(date, time);
    }

    Instant begin() {
        return script.begin();
    }

    Instant end() {
        return script.end();
    }

    /** The scene that begins where the last one ended. */
    void play(Scene scene) {
        scenes.add(scene);
        story.play(scene.after(), scene.until());
        Stage.say("the latest of this scene: " + tally.latest(scene.after(), scene.until()));
    }

    /** Returns when nobody has anything left to do. */
    void settle() {
        story.settle();
    }

    /** How many parked records of a key (null: without one) an operator gives up. */
    long givesUp(Service service, String topic, @Nullable String key) {
        var wanted = Json.object()
                .put("topic", topic)
                .put("key", key)
                .put("action", "GIVE_UP")
                .put("reason", "a drill");
        var answer = desk.post(
                service,
                "/v1/dead-letters/resolutions",
                operator(),
                wanted,
                UUID.randomUUID().toString());
        if (!answer.good()) {
            throw new IllegalStateException(answer.text());
        }
        return answer.json().path("records").asLong();
    }

    Letters letters() {
        return letters;
    }

    /** What came otherwise than it must, however the story was disturbed. */
    List<String> faults(Path reportFile) {
        var faults = new ArrayList<String>();
        var report = new DemoReport(tally, cast, diary);
        report.print(line -> {
            if (line.contains("WRONG")) {
                faults.add(line);
            }
        });
        report.write(reportFile);
        scenes.forEach(scene -> scene.fault(tally).ifPresent(faults::add));
        faults.addAll(Published.in("127.0.0.1:" + ports.kafka()).faults());
        accepted.keySet().removeAll(delivered);
        accepted.values().forEach(notice -> faults.add("notice not delivered: " + notice));
        letters.collect();
        faults.addAll(letters.faults(messages));
        faults.addAll(people.failures());
        if (drain.parked() > 0) {
            faults.add(drain.parked() + " records could not be worked");
        }
        Stage.say(story.steps() + " steps of the clock, " + observer.repeated() + " events came twice");
        return faults;
    }

    Canaries canaries() {
        return new Canaries(script.world());
    }

    private void note(Event event) {
        if (event.is("notification", "notice-accepted")) {
            accepted.put(event.text("notice"), event.payload().toString());
        } else if (event.is("notification", "notice-delivered")) {
            delivered.add(event.text("notice"));
            messages.add(event.text("message"));
        }
    }

    private String operator() {
        return desk.token("operator");
    }

    @Override
    public void close() {
        observer.close();
        drain.close();
    }
}
