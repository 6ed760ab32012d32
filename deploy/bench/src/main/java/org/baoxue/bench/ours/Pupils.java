package org.baoxue.bench.ours;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.baoxue.bench.ours.Schools.Call;

/**
 * The children of some schools, each of forty classes of forty-five.
 *
 * @param name what the schools' codes begin with
 */
public record Pupils(String name, List<String> codes) {
    public static final int CLASSES = 40;

    /** One child in so many is missing, at each session others. */
    private static final int MISSING_OF = 50;

    public record SchoolClass(String school, int number) {
        public String id() {
            return school + "-" + number;
        }
    }

    /** Of so many schools. */
    public static Pupils of(String name, int schools) {
        return new Pupils(
                name, IntStream.range(0, schools).mapToObj(n -> name + "-" + n).toList());
    }

    /** Those of the first so many schools that are such. */
    public Pupils only(Predicate<String> such, int schools) {
        return new Pupils(name, codes.stream().filter(such).limit(schools).toList());
    }

    public List<SchoolClass> classes() {
        return codes().stream().flatMap(school -> classes(school).stream()).toList();
    }

    public static List<SchoolClass> classes(String school) {
        return IntStream.range(0, CLASSES)
                .mapToObj(n -> new SchoolClass(school, n))
                .toList();
    }

    public int marks() {
        return codes.size() * CLASSES * Schools.CLASS_SIZE;
    }

    /** As {@link Call} names them. */
    static String child(SchoolClass of, int n) {
        return "C-" + of.id() + "-" + n;
    }

    /** By a digest, so that whoever asks gets the same answer and no two classes are alike. */
    public static boolean isAbsent(SchoolClass of, int n, Slot slot) {
        long seed = of.id().hashCode() * 64L + n;
        seed = (seed * 31 + slot.date().toEpochDay()) * 2 + (slot.afternoon() ? 1 : 0);
        seed = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
        seed = (seed ^ (seed >>> 27)) * 0x94d049bb133111ebL;
        return Math.floorMod(seed ^ (seed >>> 31), MISSING_OF) == 0;
    }

    /** Of all schools together. */
    public int absent(Slot slot) {
        return classes().stream()
                .mapToInt(of -> (int) IntStream.range(0, Schools.CLASS_SIZE)
                        .filter(n -> isAbsent(of, n, slot))
                        .count())
                .sum();
    }
}
