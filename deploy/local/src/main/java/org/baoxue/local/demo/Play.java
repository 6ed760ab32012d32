package org.baoxue.local.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.baoxue.local.http.Http;
import org.baoxue.local.keycloak.KeycloakAdmin;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Ports;
import org.baoxue.local.suite.Secrets;
import org.baoxue.local.time.Drain;
import org.baoxue.local.time.SetClock;

/** Plays a script against a running suite on a settable clock, from the empty suite to the table. */
public final class Play {
    private final Ports ports;
    private final Secrets secrets;
    private final Consumer<String> say;

    public Play(Ports ports, Secrets secrets, Consumer<String> say) {
        this.ports = ports;
        this.secrets = secrets;
        this.say = say;
    }

    /** True when what must come of it has come of it. */
    public boolean run(String data, KeycloakAdmin admin, String webhookSecret, Path reportFile) {
        var script =
                switch (data) {
                    case "dongchuan" -> new DongchuanScript();
                    case "grand-bend" -> new GrandBendScript();
                    default -> throw new Trouble("There is no demo " + data + ": dongchuan and grand-bend are there.");
                };
        var desk = new Desk(ports, secrets);
        new Accounts(admin, secrets).create(script.world());
        try (var drain = new Drain(new Http(), ports, () -> desk.token("operator"));
                var observer = new Observer("127.0.0.1:" + ports.kafka())) {
            return play(script, desk, drain, observer, webhookSecret, reportFile);
        }
    }

    private boolean play(
            Script script, Desk desk, Drain drain, Observer observer, String webhookSecret, Path reportFile) {
        var timetable = new Timetable();
        var clock = new SetClock(new Http(), ports, () -> desk.token("operator"));
        var story = new Story(clock, drain, observer, timetable);
        var cast = script.plan(desk, timetable);
        var tally = new Tally();
        var diary = new Diary(script.days().zone(), cast.known());
        var people = new People(desk, script.world(), script.days(), timetable, cast.foundIll(), cast.missing());
        observer.tell(tally::count);
        observer.tell(diary::write);
        observer.tell(people::hear);
        story.watch(people::clock);
        story.watch(new DayLine(script.days(), tally, say)::at);
        story.begin(script.begin());
        script.load(new Loading(
                desk, script.world(), script.enrolledFrom(), "http://127.0.0.1:" + ports.inbox(), webhookSecret));
        story.settle();
        say.accept("%d schools, %d classes, %d children are known; %s"
                .formatted(
                        script.world().schools().size(),
                        script.world().classes().size(),
                        script.world().children().size(),
                        cast.about()));
        story.play(script.begin(), script.end());
        var faults = new ArrayList<>(script.faults(tally));
        faults.addAll(people.failures());
        return finish(story, new DemoReport(tally, cast, diary), faults, drain, observer, reportFile);
    }

    private boolean finish(
            Story story, DemoReport report, List<String> faults, Drain drain, Observer observer, Path reportFile) {
        report.print(System.out::println);
        report.write(reportFile);
        say.accept("%d steps of the clock, %d events came twice; the table is also in %s"
                .formatted(story.steps(), observer.repeated(), reportFile));
        if (drain.parked() > 0) {
            say.accept(drain.parked() + " records could not be worked and wait for an operator");
        }
        faults.forEach(fault -> say.accept("WRONG: " + fault));
        return report.asItMustBe() && faults.isEmpty() && drain.parked() == 0;
    }
}
