package org.baoxue.attendance.roster;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.kit.event.Json;
import org.baoxue.kit.seal.Sealing;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Keeps the numbers of children, each number for one child only; any number of children in a fixed number of statements. */
@ApplicationScoped
class NumberStore {

    private final Jdbi jdbi;
    private final NumberMarks marks;
    private final Sealing sealing;

    NumberStore(Jdbi jdbi, NumberMarks marks, Sealing sealing) {
        this.jdbi = jdbi;
        this.marks = marks;
        this.sealing = sealing;
    }

    /** As it is stored. */
    public record Kept(
            String student,
            String sealed,
            @Nullable String studentMark,
            @Nullable String identityMark) {

        Stream<String> marks() {
            return Stream.of(studentMark, identityMark).filter(Objects::nonNull);
        }
    }

    /** What a batch says of numbers, held against what is kept; nobody else gives any of them away meanwhile. */
    final class Look {
        private final Map<String, Kept> kept;
        private final Map<String, String> holders;
        private final Map<String, Kept> changed = new HashMap<>();

        private Look(Map<String, Kept> kept, Map<String, String> holders) {
            this.kept = kept;
            this.holders = new HashMap<>(holders);
        }

        /** Refuses a number that another child has; otherwise it is this child's from here on. */
        Outcome.@Nullable Refused take(String student, Numbers said) {
            if (said.isEmpty()) {
                return null;
            }
            var before = kept.get(student);
            var numbers = said.over(before == null ? Numbers.NONE : open(before));
            var contradiction = numbers.contradiction();
            if (contradiction.isPresent()) {
                return new Outcome.Refused("numbers-contradict", "/studentNumber", contradiction.get());
            }
            var wanted = sealed(student, numbers);
            for (String mark : wanted.marks().toList()) {
                var holder = holders.putIfAbsent(mark, student);
                if (holder != null && !holder.equals(student)) {
                    boolean ofStudent = mark.equals(wanted.studentMark());
                    return new Outcome.Refused(
                            "number-taken",
                            ofStudent ? "/studentNumber" : "/identityNumber",
                            "this number is kept of another child: one of the two is wrong");
                }
            }
            if (before == null || !before.marks().toList().equals(wanted.marks().toList())) {
                changed.put(student, wanted);
            }
            return null;
        }

        boolean isChanged(String student) {
            return changed.containsKey(student);
        }

        void write(Collection<String> students) {
            NumberStore.this.write(changed.values().stream()
                    .filter(one -> students.contains(one.student()))
                    .toList());
        }
    }

    /** Inside the writing transaction, after the children were locked. */
    Look look(List<Registration> wanted) {
        var students = wanted.stream()
                .filter(one -> !one.numbers().isEmpty())
                .map(Registration::student)
                .toList();
        if (students.isEmpty()) {
            return new Look(Map.of(), Map.of());
        }
        Set<String> said = new HashSet<>();
        wanted.forEach(one -> marksOf(one.numbers()).forEach(said::add));
        lock(said);
        return new Look(kept(students), jdbi.withHandle(handle -> handle.createQuery("""
                                select student, mark from student_number
                                cross join lateral (values (student_mark), (identity_mark)) as one (mark)
                                where (student_mark = any(:marks) or identity_mark = any(:marks)) and mark is not null
                                """)
                .bindArray("marks", String.class, List.copyOf(said))
                .map((row, context) -> Map.entry(row.getString("mark"), row.getString("student")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    /** The child's numbers as far as the running transaction sees. */
    Numbers of(String student) {
        var one = kept(List.of(student)).get(student);
        return one == null ? Numbers.NONE : open(one);
    }

    private Map<String, Kept> kept(Collection<String> students) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from student_number where student = any(:students)")
                        .bindArray("students", String.class, List.copyOf(students))
                        .map(ConstructorMapper.of(Kept.class))
                        .collect(Collectors.toMap(Kept::student, Function.identity())));
    }

    private Kept sealed(String student, Numbers numbers) {
        return new Kept(
                student,
                sealing.seal(Json.write(numbers)),
                numbers.student().map(marks::ofStudent).orElse(null),
                numbers.identity().map(marks::ofIdentity).orElse(null));
    }

    private Stream<String> marksOf(Numbers numbers) {
        return Stream.of(
                        numbers.student().map(marks::ofStudent),
                        numbers.identity().map(marks::ofIdentity))
                .flatMap(Optional::stream);
    }

    private Numbers open(Kept kept) {
        return Json.read(sealing.open(kept.sealed()), Numbers.class);
    }

    /** Two that ask for the same number wait for each other. */
    private void lock(Collection<String> numbers) {
        jdbi.useHandle(handle -> handle.createQuery("""
                        select count(pg_advisory_xact_lock(hashtextextended('number|' || mark, 0)))
                        from (select distinct mark from unnest(:marks) as mark order by mark offset 0) as number
                        """)
                .bindArray("marks", String.class, List.copyOf(numbers))
                .mapTo(Long.class)
                .one());
    }

    private void write(List<Kept> numbers) {
        if (numbers.isEmpty()) {
            return;
        }
        List<String> studentMarks = new ArrayList<>();
        List<String> identityMarks = new ArrayList<>();
        numbers.forEach(one -> {
            studentMarks.add(one.studentMark());
            identityMarks.add(one.identityMark());
        });
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into student_number (student, sealed, student_mark, identity_mark)
                        select * from unnest(:students, :sealed, :studentMarks, :identityMarks)
                        on conflict (student) do update set sealed = excluded.sealed, student_mark = excluded.student_mark,
                            identity_mark = excluded.identity_mark
                        """)
                .bindArray(
                        "students",
                        String.class,
                        numbers.stream().map(Kept::student).toList())
                .bindArray(
                        "sealed",
                        String.class,
                        numbers.stream().map(Kept::sealed).toList())
                .bindArray("studentMarks", String.class, studentMarks.toArray())
                .bindArray("identityMarks", String.class, identityMarks.toArray())
                .execute());
    }
}
