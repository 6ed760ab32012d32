package org.baoxue.escalation.duty;

import static org.baoxue.escalation.spell.Child.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.baoxue.escalation.calendar.Calendars;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.calendar.SchoolCalendar.Level;
import org.baoxue.escalation.duty.ClassDayRules.Day;
import org.baoxue.escalation.duty.ClassDayRules.Session;
import org.baoxue.escalation.policy.Policies;
import org.junit.jupiter.api.Test;

/**
 * Many made-up Mondays of one class, in whatever order its posts and its school's calendar are heard of: whether a lapse stands in the
 * end is what the facts say, and a lapse that was told and does not stand was corrected once. A closure that is taken back is heard of
 * after the day only: what is closed while its time runs is not opened later.
 */
class ClassDayHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("baoxue.class-day.histories", 3000);
    private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
    private static final Instant OPENS = at("2026-09-07 14:00");
    private static final Instant COMPLETE = at("2026-09-07 15:00");
    private static final Instant LAPSES = at("2026-09-07 15:30");
    private static final SchoolCalendar SCHOOL = Calendars.national();
    private static final SchoolCalendar CLOSED = Calendars.with(Level.Kind.SCHOOL, Map.of(MONDAY, false));
    private static final List<Session> SESSIONS = List.of(
            new Session(1, "AM", LocalTime.of(8, 0)),
            new Session(2, "PM", LocalTime.of(13, 0)),
            new Session(3, "EVENING", LocalTime.of(19, 0)));

    /** A roll call of a session in some revision. */
    private record Post(int session, Instant accepted) {}

    /** @param closed what the calendar says in the end, where it says anything */
    private record Monday(List<Post> posts, boolean closed, boolean closedForAWhile) {
        boolean lapses() {
            return !closed && !(isPosted(1) && isPosted(2));
        }

        private boolean isPosted(int session) {
            return posts.stream()
                    .anyMatch(post ->
                            post.session() == session && !post.accepted().isAfter(COMPLETE));
        }
    }

    /** Something that is heard of, or a time at which somebody looks. */
    private record Turn(Instant at, Runnable what) {}

    /** What is decided of a day as it is known. */
    interface Rules {
        List<Decision.OfDuty> decide(Day day, Function<Day, List<Decision.OfDuty>> how);
    }

    @Test
    void every_order_of_the_same_facts_ends_as_the_facts_say() {
        endsAsTheFactsSay((day, how) -> how.apply(day));
    }

    static void endsAsTheFactsSay(Rules rules) {
        long seed = Long.getLong("baoxue.seed", System.nanoTime());
        for (int n = 0; n < HISTORIES; n++) {
            Random random = new Random(seed + n);
            Monday monday = made(random);
            for (int order = 0; order < 3; order++) {
                String which = "seed " + (seed + n) + ": " + monday;
                Played played = new Played(rules, new Random(random.nextLong()), monday);
                played.play();
                assertEquals(monday.lapses(), played.lapseStands(), which);
                assertEquals(played.toldAndWrong(), played.corrected, which);
                assertEquals(0, played.open(), which);
            }
        }
    }

    private static Monday made(Random random) {
        List<Post> posts = new ArrayList<>();
        for (Session session : SESSIONS) {
            for (int revision = 0; revision < random.nextInt(3); revision++) {
                posts.add(new Post(
                        session.order(), at("2026-09-07 13:00").plus(Duration.ofMinutes(random.nextInt(200)))));
            }
        }
        return new Monday(posts, random.nextInt(3) == 0, random.nextInt(3) == 0);
    }

    /** One order in which all this is heard of. */
    private static final class Played {
        private final Rules rules;
        private final Random random;
        private final Monday monday;
        private final List<Turn> turns = new ArrayList<>();
        private final Map<Integer, Instant> posted = new HashMap<>();
        private final Map<String, Duty> duties = new HashMap<>();
        private final List<String> told = new ArrayList<>();
        private final List<String> corrected = new ArrayList<>();
        private SchoolCalendar calendar = SCHOOL;
        private Instant now = OPENS;

        Played(Rules rules, Random random, Monday monday) {
            this.rules = rules;
            this.random = random;
            this.monday = monday;
        }

        void play() {
            turns.add(new Turn(OPENS, () -> decide(day -> latest().isPresent() ? List.of() : day.toOpen())));
            turns.add(new Turn(LAPSES, () -> decide(Day::atClose)));
            boolean inOrder = random.nextBoolean();
            Instant closes = COMPLETE.plusSeconds(60L * (1 + random.nextInt(29)));
            if (inOrder) {
                turns.add(new Turn(closes, () -> decide(Day::atClose)));
            }
            monday.posts()
                    .forEach(post -> turns.add(new Turn(
                            inOrder && !post.accepted().isAfter(COMPLETE)
                                    ? post.accepted().plusMillis(5)
                                    : later(post.accepted()),
                            () -> hears(post))));
            if (monday.closed()) {
                turns.add(new Turn(later(at("2026-09-07 08:00")), () -> says(CLOSED)));
            } else if (monday.closedForAWhile()) {
                Instant from = LAPSES.plusSeconds(random.nextInt(50_000));
                turns.add(new Turn(from, () -> says(CLOSED)));
                turns.add(new Turn(from.plusSeconds(1 + random.nextInt(50_000)), () -> says(SCHOOL)));
            }
            Collections.shuffle(turns, random);
            turns.sort(Comparator.comparing(Turn::at));
            turns.forEach(turn -> {
                now = turn.at();
                turn.what().run();
            });
        }

        private Instant later(Instant instant) {
            return instant.plusSeconds(random.nextInt(random.nextBoolean() ? 600 : 100_000));
        }

        private void hears(Post post) {
            posted.merge(post.session(), post.accepted(), (a, b) -> a.isBefore(b) ? a : b);
            decide(Day::ifPosted);
        }

        private void says(SchoolCalendar other) {
            calendar = other;
            decide(Day::underCalendar);
        }

        private void decide(Function<Day, List<Decision.OfDuty>> how) {
            rules.decide(day(), how).forEach(decision -> {
                duties.put(decision.duty().id(), decision.duty());
                if (decision instanceof Decision.Lapsed lapsed && !lapsed.unseen()) {
                    told.add(lapsed.duty().id());
                }
                if (decision instanceof Decision.Corrected wrong
                        && told.contains(wrong.duty().id())) {
                    corrected.add(wrong.duty().id());
                }
            });
        }

        private Optional<Duty> latest() {
            return duties.values().stream().max(Comparator.comparingInt(Duty::revision));
        }

        boolean lapseStands() {
            return latest().filter(duty -> duty.state() instanceof Duty.Lapsed && !duty.unfounded())
                    .isPresent();
        }

        List<String> toldAndWrong() {
            return duties.values().stream()
                    .filter(Duty::unfounded)
                    .map(Duty::id)
                    .filter(told::contains)
                    .toList();
        }

        long open() {
            return duties.values().stream().filter(Duty::isOpen).count();
        }

        private Day day() {
            return new Day(
                    "701/" + MONDAY,
                    Office.SCOPES,
                    calendar,
                    Policies.shipped(),
                    MONDAY,
                    SESSIONS,
                    Map.copyOf(posted),
                    latest(),
                    List.of(),
                    now);
        }
    }
}
