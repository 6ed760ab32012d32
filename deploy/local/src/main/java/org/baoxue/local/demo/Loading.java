package org.baoxue.local.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.baoxue.local.demo.World.Holder;
import org.baoxue.local.demo.World.School;
import org.baoxue.local.http.Answer;
import org.baoxue.local.http.Http;
import org.baoxue.local.http.Json;
import org.baoxue.local.process.Trouble;
import org.baoxue.local.suite.Service;

/** Writes a world into the running suite, by its REST alone: who writes what may write it. */
final class Loading {
    private static final int AT_ONCE = 6;

    private final Desk desk;
    private final World world;
    private final LocalDate from;
    private final String inboxUrl;
    private final String webhookSecret;

    Loading(Desk desk, World world, LocalDate from, String inboxUrl, String webhookSecret) {
        this.desk = desk;
        this.world = world;
        this.from = from;
        this.inboxUrl = inboxUrl;
        this.webhookSecret = webhookSecret;
    }

    void places(String csv) {
        var url = desk.url(Service.DIRECTORY, "/v1/places/imports");
        var outcome = desk.http().text("POST", url, operator(), "text/csv", csv).mustBeGood();
        if (outcome.json().path("refused").asLong() > 0) {
            throw new Trouble("The directory refused places of the demo: " + outcome.text());
        }
    }

    void place(String code, String name, String level, String parent, String zone) {
        var body = Json.object().put("name", name).put("level", level);
        if (!parent.isEmpty()) {
            body.put("parent", parent);
        }
        if (!zone.isEmpty()) {
            body.put("zone", zone);
        }
        put("/v1/places/" + code, body);
    }

    void calendar(String kindAndOwner, ObjectNode calendar) {
        put("/v1/calendars/" + kindAndOwner, calendar);
    }

    void organisations() {
        for (var office : world.offices()) {
            put("/v1/organisations/" + office.code(), organisation(office.kind(), office.name(), office.place()));
        }
        for (var school : world.schools()) {
            put("/v1/organisations/" + school.code(), school(school));
        }
    }

    void posts() {
        atOnce(world.holders().stream()
                .map(holder -> (Callable<Answer>) () -> put(
                        "/v1/organisations/%s/posts/%s/%s"
                                .formatted(holder.organisation(), holder.post(), Http.encode(holder.scope())),
                        post(holder)))
                .toList());
    }

    /** Each school's system brings its own roster. */
    void children() {
        atOnce(world.schools().stream()
                .map(school -> (Callable<Answer>) () -> roster(school))
                .toList());
    }

    private Answer roster(School school) {
        var url = desk.url(Service.ATTENDANCE, "/v1/roster/imports");
        var zip = OneRosterZip.of(world, school, from);
        var answer = desk.http()
                .bytes("POST", url, desk.machineToken(school.system()), "application/zip", zip)
                .mustBeGood();
        if (answer.json().path("rejected").asInt() > 0) {
            throw new Trouble("The roster of " + school.code() + " was not taken whole: " + answer.text());
        }
        return answer;
    }

    private static ObjectNode school(School school) {
        var body = organisation("SCHOOL", school.name(), school.place());
        var details = body.putObject("school")
                .put("dayCompleteAt", "15:00")
                .put("exceptionsOnly", school.exceptionsOnly())
                .put("boarding", school.boarding());
        var sessions = details.putArray("sessions");
        school.sessions()
                .forEach(session ->
                        sessions.addObject().put("code", session.code()).put("starts", session.starts()));
        return body;
    }

    private static ObjectNode organisation(String kind, String name, String place) {
        return Json.object().put("kind", kind).put("name", name).put("place", place);
    }

    private ObjectNode post(Holder holder) {
        var body = Json.object();
        var entry = body.putArray("holders")
                .addObject()
                .put("person", holder.person())
                .put("name", holder.name())
                .put("deputy", false)
                .put("from", from.toString());
        var channels = entry.putArray("channels");
        if (!holder.post().equals("county-bureau")) { // whose own system takes everything
            channels.addObject().put("kind", "MAIL").put("address", holder.person() + "@people.baoxue.invalid");
        }
        if (!holder.place().isEmpty()) {
            channels.addObject()
                    .put("kind", "WEBHOOK")
                    .put("address", inboxUrl + "/webhooks/" + holder.person())
                    .put("secret", webhookSecret);
        }
        return body;
    }

    private Answer put(String path, ObjectNode body) {
        return desk.put(Service.DIRECTORY, path, operator(), body).mustBeGood();
    }

    private String operator() {
        return desk.token("operator");
    }

    private static void atOnce(List<Callable<Answer>> writes) {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Answer> written : threads.invokeAll(writes)) {
                written.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted while the demo was loaded.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Trouble trouble) {
                throw trouble;
            }
            throw new IllegalStateException("the demo could not be loaded", e);
        }
    }
}
