package org.baoxue.attendance.oneroster;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.baoxue.attendance.oneroster.ImportReport.Draft;
import org.baoxue.attendance.oneroster.OneRoster.ClassLine;
import org.baoxue.attendance.oneroster.OneRoster.EnrollmentLine;
import org.baoxue.attendance.oneroster.OneRoster.Rejected;
import org.baoxue.attendance.oneroster.OneRoster.StudentLine;
import org.baoxue.attendance.roster.Contact.Guardian;
import org.baoxue.attendance.roster.Departure;
import org.baoxue.attendance.roster.Members;
import org.baoxue.attendance.roster.Outcome;
import org.baoxue.attendance.roster.Registration;
import org.baoxue.attendance.roster.Roster;
import org.baoxue.attendance.school.School;
import org.baoxue.attendance.school.Schools;
import org.baoxue.kit.access.Scope;
import org.baoxue.kit.clock.SuiteClock;
import org.baoxue.kit.store.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Takes a roster from OneRoster 1.2 CSV files.
 *
 * <p>The children's lines are streamed and registered some hundred at a time, each portion in a transaction of its own: a
 * bad line is reported and keeps no other from being taken, and the same import again changes nothing. What is held in memory
 * is who is in which class and the guardians, never the file.
 */
@ApplicationScoped
class ImportingRoster {

    private static final int PORTION = 500;
    private static final String USERS = "users.csv";
    private static final String ENROLLMENTS = "enrollments.csv";

    private final Roster roster;
    private final Members members;
    private final Schools schools;
    private final SuiteClock clock;
    private final Transactions transactions;

    ImportingRoster(Roster roster, Members members, Schools schools, SuiteClock clock, Transactions transactions) {
        this.roster = roster;
        this.members = members;
        this.schools = schools;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** What the smaller files said, before the children are read. */
    private static final class Known {
        private final Map<String, ClassLine> classes = new HashMap<>();
        private final Set<String> courses = new HashSet<>();
        /** Every child of whom some line says that it is in a class, be the line or the class valid or not. */
        private final Set<String> staying = new HashSet<>();

        private final Map<String, EnrollmentLine> enrollments = new HashMap<>();
        private final Map<String, Guardian> guardians = new HashMap<>();
        private final Map<String, School> schools = new HashMap<>();
        private final Set<String> agents = new HashSet<>();
        private final Set<String> done = new HashSet<>();
        private final List<Gone> departures = new ArrayList<>();
        private final Instant now;

        Known(Instant now) {
            this.now = now;
        }

        /** Whether a child is said to leave its homeroom class, while the import has no other for it. */
        boolean leavesWithoutAnother(Gone one) {
            return !enrollments.containsKey(one.student())
                    && (one.classId() == null || !courses.contains(one.classId()));
        }

        /** The date at the class's school; in UTC where the class is not known. */
        LocalDate today(String classId) {
            var line = classes.get(classId);
            var school = line == null ? null : schools.get(line.school());
            return school == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : school.dateOf(now);
        }
    }

    /** A line that says that a child is in a class no more, or nowhere. */
    private record Gone(
            String file,
            long line,
            String student,
            @Nullable String classId,
            @Nullable LocalDate end) {
        Departure departure() {
            return new Departure(student, classId, end);
        }
    }

    ImportReport run(CsvFiles files, Scope scope) {
        var draft = new Draft();
        var known = new Known(clock.now());
        files.read("classes.csv", each("classes.csv", draft, row -> {
            if (!OneRoster.isHomeroom(row)) {
                known.courses.add(OneRoster.sourcedId(row));
            } else if (OneRoster.isActive(row)) {
                var line = OneRoster.classLine(row);
                known.classes.put(line.id(), line);
            }
        }));
        readSchools(known, scope);
        files.read(ENROLLMENTS, each(ENROLLMENTS, draft, row -> enrollment(row, known)));
        files.read(USERS, row -> {
            if (known.enrollments.containsKey(OneRoster.sourcedId(row))) {
                known.agents.addAll(OneRoster.agents(row));
            }
        });
        files.read(USERS, each(USERS, draft, row -> {
            var id = OneRoster.sourcedId(row);
            if (OneRoster.isActive(row) && known.agents.contains(id)) {
                known.guardians.put(id, OneRoster.guardian(row));
            }
        }));
        readStudents(files, known, draft);
        depart(known, scope, draft);
        return draft.finish();
    }

    private void readSchools(Known known, Scope scope) {
        var codes = known.classes.values().stream()
                .map(ClassLine::school)
                .distinct()
                .toList();
        transactions.within(scope, () -> schools.findAll(codes)).values().stream()
                .filter(school -> scope.sees(school.place(), null, school.code(), null))
                .forEach(school -> known.schools.put(school.code(), school));
    }

    private static void enrollment(NamedCsvRecord row, Known known) {
        if (!OneRoster.isOfStudent(row)) {
            return;
        }
        var line = enrollmentLine(row, known);
        if (line.isOver(known.today(line.classId()))) {
            known.departures.add(new Gone(ENROLLMENTS, line.line(), line.student(), line.classId(), line.end()));
            return;
        }
        known.staying.add(line.student());
        if (known.courses.contains(line.classId())) {
            return;
        }
        if (!known.classes.containsKey(line.classId())) {
            throw new Rejected("classSourcedId", "no valid line of classes.csv has this class");
        }
        if (known.enrollments.putIfAbsent(line.student(), line) != null) {
            throw new Rejected("userSourcedId", "this child is already in another homeroom class of the import");
        }
    }

    private static EnrollmentLine enrollmentLine(NamedCsvRecord row, Known known) {
        try {
            return OneRoster.enrollmentLine(row);
        } catch (Rejected bad) {
            if (OneRoster.isActive(row)) {
                known.staying.add(OneRoster.userSourcedId(row));
            }
            throw bad;
        }
    }

    private void readStudents(CsvFiles files, Known known, Draft draft) {
        Map<String, Long> lines = new LinkedHashMap<>();
        List<Registration> portion = new ArrayList<>();
        files.read(USERS, each(USERS, draft, row -> {
            var id = OneRoster.sourcedId(row);
            if (!OneRoster.isActive(row)) {
                known.enrollments.remove(id);
                known.staying.remove(id);
                known.departures.add(new Gone(USERS, row.getStartingLineNumber(), id, null, null));
                return;
            }
            var enrollment = known.enrollments.get(id);
            if (enrollment == null) {
                return;
            }
            var registration = registration(OneRoster.studentLine(row), enrollment, known);
            if (!known.done.add(id)) {
                throw new Rejected("sourcedId", "this child stands in the file twice");
            }
            portion.add(registration);
            lines.put(id, row.getStartingLineNumber());
            if (portion.size() == PORTION) {
                register(portion, lines, draft);
            }
        }));
        register(portion, lines, draft);
        known.enrollments.forEach((student, enrollment) -> {
            if (!known.done.contains(student)) {
                draft.reject(
                        ENROLLMENTS, enrollment.line(), "userSourcedId", "no valid line of users.csv has this child");
            }
        });
    }

    private Registration registration(StudentLine student, EnrollmentLine enrollment, Known known) {
        var line = Objects.requireNonNull(known.classes.get(enrollment.classId()));
        var school = known.schools.get(line.school());
        if (school == null) {
            throw new Rejected("schoolSourcedId", "the class's school is not in the directory, or not yours");
        }
        var place = student.place() == null ? school.place() : student.place();
        List<Guardian> guardians =
                student.agents().stream().map(agent -> guardian(agent, known)).toList();
        return new Registration(
                student.id(),
                school.code(),
                line.id(),
                line.name(),
                OneRoster.stage(student.grade() == null ? line.grade() : student.grade()),
                place,
                student.homePlace() == null ? place : student.homePlace(),
                from(enrollment.begin(), school),
                OneRoster.contact(student, guardians),
                student.numbers());
    }

    /** A child whose guardian's line is missing or bad keeps those that are known. */
    private static Guardian guardian(String agent, Known known) {
        var guardian = known.guardians.get(agent);
        if (guardian == null) {
            throw new Rejected("agentSourcedIds", "no valid line of users.csv has the guardian " + agent);
        }
        return guardian;
    }

    private LocalDate from(@Nullable LocalDate begin, School school) {
        if (begin == null) {
            throw new Rejected("beginDate", "the first day in the class at " + school.code());
        }
        return begin;
    }

    private void register(List<Registration> portion, Map<String, Long> lines, Draft draft) {
        if (portion.isEmpty()) {
            return;
        }
        roster.register(List.copyOf(portion)).forEach((student, outcome) -> {
            switch (outcome) {
                case Outcome.Unchanged unchanged -> draft.unchanged();
                case Outcome.Written(int revision, boolean created) -> {
                    if (created) {
                        draft.created();
                    } else {
                        draft.changed();
                    }
                }
                case Outcome.Refused(var slug, var pointer, var detail) ->
                    draft.reject(USERS, lines.getOrDefault(student, 0L), pointer.substring(1), detail);
            }
        });
        portion.clear();
        lines.clear();
    }

    /** Only those go of whom nothing in the import says that they are in a class. */
    private void depart(Known known, Scope scope, Draft draft) {
        List<Gone> gone = new ArrayList<>();
        for (var one : known.departures) {
            if (!known.staying.contains(one.student())) {
                gone.add(one);
            } else if (known.leavesWithoutAnother(one)) {
                draft.reject(
                        one.file(),
                        one.line(),
                        "classSourcedId",
                        "not withdrawn: another line says that this child is in a class that the import does not have");
            }
        }
        for (int from = 0; from < gone.size(); from += PORTION) {
            depart(gone.subList(from, Math.min(from + PORTION, gone.size())), scope, draft);
        }
    }

    private void depart(List<Gone> portion, Scope scope, Draft draft) {
        var students = portion.stream().map(Gone::student).distinct().toList();
        var own = transactions.within(scope, () -> members.schoolsOf(students));
        var lines = portion.stream()
                .filter(one -> own.containsKey(one.student()))
                .sorted(Comparator.comparing(Gone::end, Comparator.nullsLast(Comparator.reverseOrder())))
                .toList();
        roster.depart(lines.stream().map(Gone::departure).toList()).forEach((student, outcome) -> {
            switch (outcome) {
                case Outcome.Unchanged unchanged -> {}
                case Outcome.Written written -> draft.ended();
                case Outcome.Refused(var slug, var pointer, var detail) ->
                    lines.stream()
                            .filter(one -> one.student().equals(student))
                            .findFirst()
                            .ifPresent(one -> draft.reject(one.file(), one.line(), pointer.substring(1), detail));
            }
        });
    }

    private static Consumer<NamedCsvRecord> each(String file, Draft draft, Consumer<NamedCsvRecord> line) {
        return row -> {
            try {
                line.accept(row);
            } catch (Rejected rejected) {
                draft.reject(file, row.getStartingLineNumber(), rejected.field(), rejected.detail());
            }
        };
    }
}
