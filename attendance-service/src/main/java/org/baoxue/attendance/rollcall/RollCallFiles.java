package org.baoxue.attendance.rollcall;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.baoxue.attendance.rollcall.Lines.Line;
import org.baoxue.attendance.rollcall.RollCallFile.Counts;
import org.baoxue.attendance.rollcall.RollCallFile.Format;
import org.baoxue.attendance.rollcall.RollCallFileViews.FileRequest;
import org.baoxue.attendance.rollcall.RollCallFileViews.RefusalView;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.Schools;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.event.EventId;
import org.baoxue.kit.problem.Bodies;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problem.At;
import org.baoxue.kit.problem.Problems;
import org.baoxue.kit.store.Transactions;

/**
 * Takes files of roll calls part by part: so many of them in one transaction with the position up to which the file is done
 * with. Whatever breaks off, the next part begins there; what is sent twice all the same changes nothing.
 */
@ApplicationScoped
class RollCallFiles {

    /** Roll calls in one transaction. */
    private static final int BATCH = 400;

    private final RollCallFileStore store;
    private final RollCalls rollCalls;
    private final Schools schools;
    private final Transactions transactions;
    private final SuiteClock clock;
    private final Caller caller;
    private final Bodies bodies;

    RollCallFiles(
            RollCallFileStore store,
            RollCalls rollCalls,
            Schools schools,
            Transactions transactions,
            SuiteClock clock,
            Caller caller,
            Bodies bodies) {
        this.store = store;
        this.rollCalls = rollCalls;
        this.schools = schools;
        this.transactions = transactions;
        this.clock = clock;
        this.caller = caller;
        this.bodies = bodies;
    }

    /** Inside the caller's transaction. */
    RollCallFile begin(FileRequest request, String key) {
        var file = new RollCallFile(
                EventId.of("roll-call-file", caller.person(), key).toString(),
                request.kind() == null ? Kind.DAILY : request.kind(),
                request.format(),
                caller.person(),
                clock.now(),
                0,
                0,
                null,
                Counts.NONE,
                null);
        store.insert(file);
        return file;
    }

    /** The caller's own file: 404 otherwise. Inside the caller's transaction. */
    RollCallFile own(String id) {
        return store.find(id, caller.person())
                .orElseThrow(() -> Problems.notFound(
                        "You have begun no such file.", new At("path:fileId", "see POST /v1/roll-call-files")));
    }

    /**
     * Takes what a part says, up to its last line that is whole.
     *
     * @param offset of the part's first byte in the file
     * @param last nothing follows: its last line is whole, whether or not a line feed ends it
     */
    RollCallFile take(String id, long offset, boolean last, InputStream part) throws IOException {
        var file = transactions.within(caller.scope(), () -> own(id));
        mustGoOn(file, offset);
        var reader =
                file.format() == Format.CSV ? new CsvRollCalls(bodies, file.header()) : new NdjsonRollCalls(bodies);
        var lines = new Lines(part, offset);
        var said = new ArrayList<Said>();
        long number = file.lines();
        long end = file.position();
        var done = file;
        for (var line = lines.next(); line != null && (line.closed() || last); line = lines.next()) {
            long before = end;
            end = line.end();
            number++;
            var more = read(reader, line, number);
            said.addAll(more);
            if (reader.isBetween()) {
                done = done.read(end, number, reader.header(), done.counts());
            } else if (!more.isEmpty()) {
                done = done.read(before, number - 1, reader.header(), done.counts());
            }
            if (said.size() >= BATCH) {
                done = keep(file, done, said);
                file = done;
                said.clear();
            }
        }
        if (last) {
            said.addAll(reader.end());
            done = done.read(end, number, reader.header(), done.counts()).completed(clock.now());
        }
        return keep(file, done, said);
    }

    private static List<Said> read(RollCallReader reader, Line line, long number) {
        var text = line.text();
        return text == null
                ? List.of(new Said.Unreadable(
                        number,
                        Problems.tooLarge("A line is at most 1 MiB long.", new At("", "a roll call of one class"))))
                : reader.read(text, number);
    }

    private static void mustGoOn(RollCallFile file, long offset) {
        if (file.isComplete()) {
            throw Problems.conflict("file-complete", "This file was taken as a whole: begin another.");
        }
        if (file.position() != offset) {
            throw Problems.conflict(
                    "offset-mismatch",
                    "This part does not begin where the file is done with.",
                    new At("header:Upload-Offset", String.valueOf(file.position())));
        }
    }

    /**
     * @param before as the file was when these lines were read: nobody else has gone on with it since
     * @param after as it is with them
     */
    private RollCallFile keep(RollCallFile before, RollCallFile after, List<Said> said) {
        return transactions.within(caller.scope(), () -> {
            mustGoOn(store.hold(before.id()), before.position());
            var outcome = new Outcome(after.counts());
            rounds(said).forEach(round -> take(round, after.kind(), outcome));
            said.stream()
                    .filter(Said.Unreadable.class::isInstance)
                    .map(Said.Unreadable.class::cast)
                    .forEach(one -> outcome.refuse(one.line(), one.problem()));
            var kept = after.read(after.position(), after.lines(), after.header(), outcome.counts);
            store.save(kept);
            store.refuse(
                    kept.id(),
                    outcome.refusals.stream()
                            .sorted(Comparator.comparing(RefusalView::line))
                            .toList());
            return kept;
        });
    }

    /** What is said of one roll call several times is taken one after the other; otherwise in an order in which nobody waits in a ring. */
    private static List<Map<String, List<Said.OfClass>>> rounds(List<Said> said) {
        var rounds = new ArrayList<Map<String, List<Said.OfClass>>>();
        var times = new HashMap<String, Integer>();
        for (var one : said) {
            if (one instanceof Said.OfClass ofClass) {
                var call = ofClass.date() + "|" + ofClass.session();
                int round = times.merge(call + "|" + ofClass.asked().classId(), 1, Integer::sum) - 1;
                if (round == rounds.size()) {
                    rounds.add(new TreeMap<>());
                }
                rounds.get(round)
                        .computeIfAbsent(call, none -> new ArrayList<>())
                        .add(ofClass);
            }
        }
        return rounds;
    }

    private void take(Map<String, List<Said.OfClass>> round, Kind kind, Outcome outcome) {
        var classes = round.values().stream()
                .flatMap(List::stream)
                .map(one -> one.asked().classId())
                .distinct()
                .toList();
        var owners = schools.schoolsOf(classes);
        var seen = schools.visible(owners.values());
        Map<String, List<Said.OfClass>> bySchool = new TreeMap<>();
        round.forEach((call, all) -> all.forEach(one -> {
            var school = owners.get(one.asked().classId());
            if (school == null || !seen.containsKey(school)) {
                outcome.refuse(one.lines().getFirst(), unknownClass());
            } else {
                bySchool.computeIfAbsent(school + "|" + call, none -> new ArrayList<>())
                        .add(one);
            }
        }));
        bySchool.forEach((key, all) -> {
            School school = seen.get(key.substring(0, key.indexOf('|')));
            take(Objects.requireNonNull(school), all, kind, outcome);
        });
    }

    private void take(School school, List<Said.OfClass> all, Kind kind, Outcome outcome) {
        var first = all.getFirst();
        try {
            var results = rollCalls.post(
                    school,
                    first.date(),
                    first.session(),
                    kind,
                    all.stream().map(Said.OfClass::asked).toList(),
                    RollCallViews.LINE + "/");
            for (int i = 0; i < results.size(); i++) {
                outcome.add(all.get(i), results.get(i));
            }
        } catch (Problem ofAll) {
            all.forEach(one -> outcome.refuse(one, ofAll));
        }
    }

    private static Problem unknownClass() {
        return Problems.notFound(
                "No class of a school that you act for has this id.",
                new At("/class", "the id of a class in the roster"));
    }

    /** What becomes of some lines. */
    private static final class Outcome {
        private final List<RefusalView> refusals = new ArrayList<>();
        private Counts counts;

        Outcome(Counts counts) {
            this.counts = counts;
        }

        void add(Said.OfClass said, Result result) {
            if (result instanceof Result.Refused(var classId, var problem)) {
                refuse(said, problem);
            } else {
                counts = counts.and(result);
            }
        }

        void refuse(Said.OfClass said, Problem problem) {
            counts = counts.andRefused();
            each(problem).forEach((pointer, at) -> refusals.add(view(said.lineOf(pointer), problem, pointer, at)));
        }

        void refuse(long line, Problem problem) {
            counts = counts.andRefused();
            each(problem).forEach((pointer, at) -> refusals.add(view(line, problem, pointer, at)));
        }

        private static RefusalView view(long line, Problem problem, String pointer, At at) {
            return new RefusalView(line, problem.document().type(), pointer, at.detail());
        }

        /** Its faults by where they stand in the line; a problem that points nowhere is one of the whole. */
        private static Map<String, At> each(Problem problem) {
            var document = problem.document();
            return document.errors().isEmpty()
                    ? Map.of("", new At("", document.detail()))
                    : document.errors().stream()
                            .collect(Collectors.toMap(
                                    at -> inLine(at.pointer()), at -> at, (one, other) -> one, TreeMap::new));
        }

        private static String inLine(String pointer) {
            return pointer.startsWith(RollCallViews.LINE) ? pointer.substring(RollCallViews.LINE.length()) : pointer;
        }
    }
}
