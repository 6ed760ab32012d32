package org.baoxue.notification.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the tests of the plan speak: one school, its children, and times of one Monday in Shanghai. */
final class Said {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
    static final String SCHOOL = "2153011301";
    static final PostRef TEACHER = new PostRef("class-teacher", "2153011301-0701");
    static final PostRef OFFICE = new PostRef("academic-office", SCHOOL);
    static final PostRef PRINCIPAL = new PostRef("principal", SCHOOL);
    static final PostRef TOWNSHIP = new PostRef("township-officer", "530113001");
    static final PostRef COUNTY = new PostRef("county-bureau", "530113");
    static final PostRef VILLAGE = new PostRef("village-cadre", "530113001201");

    private Said() {}

    static PostRef guardianOf(String student) {
        return new PostRef("guardian", student);
    }

    /** Monday at a local time such as {@code 08:25}; {@code +1 08:25} is Tuesday. */
    static Instant at(String time) {
        var parts = time.split(" ", -1);
        int days = parts.length > 1 ? Integer.parseInt(parts[0]) : 0;
        return MONDAY.plusDays(days)
                .atTime(java.time.LocalTime.parse(parts[parts.length - 1]))
                .atZone(SHANGHAI)
                .toInstant();
    }

    static Subject about(String student) {
        return new Subject(SCHOOL, "530113001", null, "2153011301-0701", student, "spell-" + student);
    }

    static Matter ofMonday() {
        return new Matter(MONDAY, "AM", null, at("10:00"), false, null, "旷课", "absent");
    }

    static Cause contact(String student) {
        return Cause.duty("contact-" + student, "contact-guardian");
    }

    static Cause report(String student) {
        return Cause.duty("list-" + student, "report-absence-list");
    }

    static Tell tell(PostRef audience, String time) {
        return new Tell(audience, Notice.OPENED, at(time), false);
    }

    static Tell onList(String time) {
        return new Tell(OFFICE, Notice.OPENED, at(time), true);
    }

    /** Where the policy has what is told together gather for so many minutes. */
    static Tell within(int minutes, Tell tell) {
        return new Tell(tell.audience(), tell.occasion(), tell.at(), tell.list(), Duration.ofMinutes(minutes));
    }

    static Window window(String start, int minutes) {
        return new Window(at(start), Duration.ofMinutes(minutes));
    }

    static Heard.ToTell toTell(Cause cause, String student, Tell... tell) {
        return new Heard.ToTell(cause, about(student), ofMonday(), List.of(tell), null);
    }

    /** The notices that come of a duty's opening. */
    static List<Notice> planned(Heard... heard) {
        return Planner.plan(List.of(), List.of(heard)).added();
    }

    static Notice in(Notice.State state, Notice notice) {
        return notice.in(state);
    }

    /** As it lies there once its report is signed. */
    static Notice signed(String report, Notice notice) {
        return new Notice(
                notice.id(),
                notice.cause(),
                notice.occasion(),
                notice.audience(),
                notice.subject(),
                notice.matter(),
                notice.at(),
                notice.at(),
                notice.window(),
                notice.list(),
                notice.actor(),
                notice.corrects(),
                report,
                notice.state());
    }

    /** A world in which every post of the school and above is held by one person, named after the post. */
    static final class Worlds {
        private final Map<PostRef, List<Holder>> posts = new HashMap<>();
        private final Map<String, String> families = new HashMap<>();
        private final Set<World.Told> told = new HashSet<>();
        private final Map<UUID, World.Original> originals = new HashMap<>();
        private final Map<UUID, Set<String>> unreached = new HashMap<>();

        Worlds() {
            for (var post : List.of(TEACHER, OFFICE, PRINCIPAL, TOWNSHIP, COUNTY)) {
                held(post, post.post());
            }
            for (var child : List.of("ana", "ben", "cai")) {
                families.put(child, "of-" + child);
            }
        }

        Worlds held(PostRef post, String... people) {
            posts.put(
                    post,
                    List.of(people).stream()
                            .map(person -> new Holder(person, false, null, null))
                            .toList());
            return this;
        }

        Worlds holder(PostRef post, Holder... holders) {
            posts.put(post, List.of(holders));
            return this;
        }

        Worlds vacant(PostRef post) {
            posts.remove(post);
            return this;
        }

        Worlds family(String student, @Nullable String family) {
            if (family == null) {
                families.remove(student);
            } else {
                families.put(student, family);
            }
            return this;
        }

        Worlds told(String group, String window) {
            told.add(new World.Told(group, Said.at(window)));
            return this;
        }

        Worlds original(Notice notice, Notice.State state, String... addresses) {
            var heardBy = List.of(addresses).stream()
                    .map(address -> new World.Hearing(new UUID(0, address.hashCode()), address, null))
                    .toList();
            originals.put(notice.id(), new World.Original(state, heardBy, false));
            return this;
        }

        /** Told to these people of the directory, and to somebody more as soon as a carrier takes it. */
        Worlds original(Notice notice, boolean underWay, String... people) {
            var heardBy = List.of(people).stream()
                    .map(person -> new World.Hearing(new UUID(0, person.hashCode()), "mail-of-" + person, person))
                    .toList();
            originals.put(notice.id(), new World.Original(Notice.State.DELIVERED, heardBy, underWay));
            return this;
        }

        /** People whom the messages about a notice of an unreached post did not reach. */
        Worlds unreached(Notice notice, String... people) {
            unreached.put(notice.id(), Set.of(people));
            return this;
        }

        World at(String time) {
            var ancestors = List.of(
                    new World.Ancestor("530113001", "TOWNSHIP"),
                    new World.Ancestor("530113", "COUNTY"),
                    new World.Ancestor("5301", "PREFECTURE"));
            return new World(
                    Said.at(time),
                    posts,
                    families,
                    Map.of("530113001201", ancestors, "530113001", ancestors.subList(1, 3)),
                    told,
                    originals,
                    unreached,
                    Map.of(SCHOOL, SHANGHAI),
                    SHANGHAI,
                    new ContactHours(java.time.LocalTime.of(7, 0), java.time.LocalTime.of(21, 0)));
        }
    }
}
