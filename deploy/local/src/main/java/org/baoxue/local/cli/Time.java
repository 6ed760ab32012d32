package org.baoxue.local.cli;

import org.baoxue.local.http.Http;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Secrets;
import org.baoxue.local.time.Amount;
import org.baoxue.local.time.SetClock;

/** `time`: shows the suite's clock, or sets it where that was allowed at the start. */
final class Time {
    private Time() {}

    static int run(Options options) {
        var running = Places.running(options);
        var secrets = Secrets.in(running.layout().data());
        var token = Access.tokens(running.state().ports()).ofPerson("operator", secrets.password("keycloak.people"));
        var clock = new SetClock(new Http(), running.state().ports(), () -> token);
        if (options.word(0).isPresent()) {
            if (!running.state().settableClock()) {
                throw new Trouble("This suite lives by the real clock: only one started by demo, or by up"
                        + " --settable-clock on a data folder of its own, can be set.");
            }
            clock.set(Amount.after(clock.now(), options.word(0).get()));
        }
        return Main.say(clock.now().toString());
    }
}
