package org.baoxue.local.demo;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.baoxue.local.demo.World.Child;
import org.baoxue.local.demo.World.Session;

/** The ordinary absences of a district: about two children in a hundred are not there on a day, most for a reason. */
final class Background {
    private static final double SHARE = 0.018;

    private final World world;
    private final Days days;
    private final Plan plan;
    private final RandomGenerator random = new Random(20260924);
    private final Set<String> left;

    /** @param left children and classes whose story is told elsewhere */
    Background(World world, Days days, Plan plan, Set<String> left) {
        this.world = world;
        this.days = days;
        this.plan = plan;
        this.left = left;
    }

    /** How many children were away at some time. */
    int plan() {
        var schools = world.schoolsByCode();
        var away = new HashSet<String>();
        for (var child : world.children()) {
            var school = schools.get(child.school());
            if (school == null || left.contains(child.id()) || left.contains(child.classId())) {
                continue;
            }
            for (int day = 0; day < days.dates().size(); day++) {
                if (random.nextDouble() < SHARE) {
                    away.add(child.id());
                    day += away(child, school.sessions(), day);
                }
            }
        }
        return away.size();
    }

    /** How many further days are taken, the one on which the child is seen again included. */
    private int away(Child child, Iterable<Session> sessions, int day) {
        int kind = random.nextInt(100);
        var date = days.dates().get(day);
        if (kind < 40) {
            all(child, sessions, date, "LEAVE");
            return 0;
        }
        if (kind < 60) {
            plan.mark(child.classId(), date, "AM", child.id(), kind < 50 ? "LATE" : "ABSENT");
            return 1;
        }
        all(child, sessions, date, "ABSENT");
        if (kind >= 92 && day + 1 < days.dates().size()) {
            all(child, sessions, days.dates().get(day + 1), "ABSENT");
            return 2;
        }
        return 1;
    }

    private void all(Child child, Iterable<Session> sessions, LocalDate date, String mark) {
        sessions.forEach(session -> plan.mark(child.classId(), date, session.code(), child.id(), mark));
    }
}
