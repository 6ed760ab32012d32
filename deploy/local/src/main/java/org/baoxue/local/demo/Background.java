package org.baoxue.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final Set<String> told;

    /** @param told children and classes whose story is told elsewhere */
    Background(World world, Days days, Plan plan, Set<String> told) {
        this.world = world;
        this.days = days;
        this.plan = plan;
        this.told = told;
    }

    /** Every child whose story is told nowhere else, and what must come of its absences. */
    List<KnownChild> plan() {
        var schools = world.schoolsByCode();
        var planned = new ArrayList<KnownChild>();
        for (var child : world.children()) {
            if (!told.contains(child.id())) {
                var sessions =
                        Objects.requireNonNull(schools.get(child.school())).sessions();
                var absence = new Absence(child, sessions);
                if (!told.contains(child.classId())) {
                    absence.plan();
                }
                planned.add(absence.known());
            }
        }
        return List.copyOf(planned);
    }

    /** The absences of one child, at least a day on which it is seen between any two. */
    private final class Absence {
        private final Child child;
        private final List<Session> sessions;
        private final List<String> endings = new ArrayList<>();
        private int daysAbsent;

        Absence(Child child, List<Session> sessions) {
            this.child = child;
            this.sessions = sessions;
        }

        void plan() {
            for (int day = 0; day < days.dates().size(); day++) {
                if (random.nextDouble() < SHARE) {
                    day += away(day);
                }
            }
        }

        KnownChild known() {
            return new KnownChild("is an ordinary child", child, endings, KnownChild.NOTHING, Told.onDays(daysAbsent));
        }

        /** How many further days are taken, the one on which the child is seen again included. */
        private int away(int day) {
            int kind = random.nextInt(100);
            if (kind < 40) {
                all(day, "LEAVE");
                return 0;
            }
            if (kind < 60) {
                morning(day, kind < 50 ? "LATE" : "ABSENT");
                return 1;
            }
            all(day, "ABSENT");
            boolean alsoTheNext = kind >= 92 && day + 1 < days.dates().size();
            if (alsoTheNext) {
                all(day + 1, "ABSENT");
            }
            int absent = alsoTheNext ? 2 : 1;
            spell(absent, day + absent < days.dates().size() ? "RETURNED" : "OPEN");
            return absent;
        }

        private void morning(int day, String mark) {
            plan.mark(child.classId(), days.dates().get(day), "AM", child.id(), mark);
            if (mark.equals("ABSENT")) {
                spell(1, "RETURNED");
            }
        }

        private void all(int day, String mark) {
            var date = days.dates().get(day);
            sessions.forEach(session -> plan.mark(child.classId(), date, session.code(), child.id(), mark));
        }

        private void spell(int absent, String ending) {
            daysAbsent += absent;
            endings.add(ending);
        }
    }
}
