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

    /** Bytes of a file in which some roll call ends, unless it is no such file. */
    private static final int LONGEST_ROLL_CALL = 1 << 20;

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
                EventId.of("roll-call-file", caller.person(), key, clock.now()).toString(),
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
        } else if (done.position() == offset && lines.position() - offset > LONGEST_ROLL_CALL) {
            throw Problems.tooLarge(
                    "No roll call ends in this part: it would never be taken.",
                    new At("", "lines of one roll call together, each ended by a line feed"));
        }
        return keep(file, done, said);
    }

    private static List<Said> read(RollCallReader reader, Line line, long number) {
        var text = line.text();
        return text == null ? reader.tooLong(number) : reader.read(text, number);
    }

    static Problem lineTooLong() {
        return Problems.tooLarge(
                "A line is at most %d KiB long.".formatted(Lines.LONGEST >> 10),
                new At("", "a roll call of one class"));
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
            List<Said.OfClass> calls = new ArrayList<>();
            for (var one : said) {
                switch (one) {
                    case Said.OfClass ofClass -> calls.add(ofClass);
                    case Said.Unreadable unreadable -> outcome.refuse(unreadable);
                }
            }
            take(after, calls, outcome);
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

    /** Locks everything first, in the order in which everybody does: posts of single classes and schools go on meanwhile. */
    private void take(RollCallFile file, List<Said.OfClass> said, Outcome outcome) {
        var owners = schools.schoolsOf(
                said.stream().map(one -> one.asked().classId()).distinct().toList());
        var seen = schools.visible(owners.values());
        var calls = said.stream()
                .filter(one -> {
                    var school = owners.get(one.asked().classId());
                    boolean own = school != null && seen.containsKey(school);
                    if (!own) {
                        outcome.refuse(one, unknownClass());
                    }
                    return own;
                })
                .toList();
        schools.lockForPosting(seen.keySet());
        rollCalls.lock(
                calls.stream()
                        .map(one -> one.asked().classId() + "|" + one.date())
                        .toList(),
                file.kind());
        var together = file.format() == Format.CSV ? refusingRepeated(calls, outcome) : calls;
        for (var round : rounds(together)) {
            Map<String, List<Said.OfClass>> bySession = round.stream()
                    .collect(Collectors.groupingBy(
                            one -> owners.get(one.asked().classId()) + "|" + one.date() + "|" + one.session(),
                            TreeMap::new,
                            Collectors.toList()));
            bySession.values().forEach(all -> {
                var school = seen.get(owners.get(all.getFirst().asked().classId()));
                take(Objects.requireNonNull(school), all, file.kind(), outcome);
            });
        }
    }

    /** Where marks of a roll call stand apart, each run of them would call everybody else unknown. */
    private static List<Said.OfClass> refusingRepeated(List<Said.OfClass> calls, Outcome outcome) {
        Map<String, Long> times =
                calls.stream().collect(Collectors.groupingBy(Said.OfClass::call, Collectors.counting()));
        return calls.stream()
                .filter(one -> {
                    boolean once = times.getOrDefault(one.call(), 0L) == 1;
                    if (!once) {
                        outcome.refuse(one, notTogether());
                    }
                    return once;
                })
                .toList();
    }

    /** What is said of one roll call several times is taken one after the other. */
    private static List<List<Said.OfClass>> rounds(List<Said.OfClass> calls) {
        List<List<Said.OfClass>> rounds = new ArrayList<>();
        var times = new HashMap<String, Integer>();
        for (var one : calls) {
            int round = times.merge(one.call(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(one);
        }
        return rounds;
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

    private static Problem notTogether() {
        return Problems.badRequest(
                "lines-apart",
                "Lines of one roll call follow each other.",
                new At("/class", "sorted by class, date and session: these stand in several places of the file"));
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
            each(problem).forEach((pointer, at) -> {
                var place = said.place(pointer);
                refusals.add(new RefusalView(
                        place.line(),
                        said.lines().getFirst(),
                        said.lines().getLast(),
                        problem.document().type(),
                        place.pointer(),
                        at.detail()));
            });
        }

        void refuse(Said.Unreadable said) {
            counts = counts.andRefused();
            said.faults().forEach(fault -> each(fault.problem())
                    .forEach((pointer, at) -> refusals.add(new RefusalView(
                            fault.line(),
                            said.fromLine(),
                            said.toLine(),
                            fault.problem().document().type(),
                            pointer,
                            at.detail()))));
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
