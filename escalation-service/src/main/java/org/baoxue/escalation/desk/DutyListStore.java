package org.baoxue.escalation.desk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.baoxue.escalation.desk.Views.DutyView;
import org.baoxue.escalation.desk.Views.PostView;
import org.baoxue.kit.access.Scope;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Lists of duties. Each list asks only for what it is narrowed to, so that the database can choose its index; what a caller may
 * not see the database leaves out ({@code baoxue_may_see}).
 */
@ApplicationScoped
class DutyListStore {
    private final Jdbi jdbi;

    DutyListStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The last row seen. */
    record Place(Instant dueAt, String id) {}

    /** A statement with what it is asked with; the words are ours, the values are bound. */
    record Asked(String sql, Map<String, Object> values) {}

    /** @param mine the posts that the caller holds, where the list is theirs */
    List<DutyView> duties(
            DutyFilter.Read to, List<PostView> mine, Scope scope, Instant now, Optional<Place> after, int limit) {
        Asked asked = asked(to, mine, scope, now, after);
        return jdbi.withHandle(handle -> handle.createQuery(asked.sql())
                .bindMap(asked.values())
                .bind("limit", limit)
                .map((row, context) -> DeskStore.duty(row, List.of(), List.of()))
                .list());
    }

    /** The posts that a person holds today, by the day of the school or place. */
    List<PostView> postsOf(String person) {
        return jdbi.withHandle(handle -> handle.createQuery("select post, scope from posts_of(:person)")
                .bind("person", person)
                .map((row, context) -> new PostView(row.getString("post"), row.getString("scope")))
                .list());
    }

    /** What is open is looked for among what is open; {@code place} to {@code due_at} say the same in both tables. */
    static Asked asked(DutyFilter.Read to, List<PostView> mine, Scope scope, Instant now, Optional<Place> after) {
        boolean open = to.overdue() || to.state() == DutyFilter.State.OPEN;
        String found = open ? "found" : "duty";
        Conditions where = new Conditions(found);
        if (to.mine()) {
            where.values.put("posts", mine.stream().map(PostView::post).toArray(String[]::new));
            where.values.put("scopes", mine.stream().map(PostView::scope).toArray(String[]::new));
            where.all.add(
                    "(%1$s.owner_post, %1$s.owner_scope) in (select * from unnest(:posts, :scopes))".formatted(found));
        }
        where.is("%s.owner_post = :post", "post", to.post());
        where.is("%s.owner_scope = :scope", "scope", to.scope());
        where.is("%s.place collate \"C\" >= :place", "place", to.place());
        // no code has a character behind the tilde
        where.is("%s.place collate \"C\" < :placeEnd", "placeEnd", to.place() == null ? null : to.place() + "~");
        where.is("%s.school = :school", "school", to.school() == null ? schoolOf(scope) : to.school());
        where.is("%s.class_id = :class", "class", to.classId());
        where.is(
                "duty.state = :state",
                "state",
                to.state() == null ? null : to.state().name());
        where.is("%s.due_at >= :dueFrom", "dueFrom", to.dueFrom());
        where.is("%s.due_at < :dueUntil", "dueUntil", to.dueUntil());
        where.is("duty.state = 'OPEN' and %s.due_at < :now", "now", to.overdue() ? now : null);
        where.is("duty.student = :student", "student", to.student());
        where.is("duty.rule = :rule", "rule", to.rule());
        where.is("duty.date = :date", "date", to.date());
        after.ifPresent(place -> {
            where.values.put("lastDue", place.dueAt());
            where.values.put("lastId", place.id());
            where.all.add("(%1$s.due_at, %1$s.id) > (:lastDue, :lastId)".formatted(found));
        });
        String all = where.all.isEmpty() ? "" : " where " + String.join(" and ", where.all);
        return new Asked(
                "select " + DeskStore.DUTY + " from duty"
                        + (open ? " join open_duty as found on found.id = duty.id" : "") + all
                        + " order by %1$s.due_at, %1$s.id limit :limit".formatted(found),
                where.values);
    }

    /** Whoever sees one school only reads that school's index. */
    private static @Nullable String schoolOf(Scope scope) {
        return switch (scope) {
            case Scope.School(var code) -> code;
            case Scope.Classes(var code, var ids) -> code;
            case Scope.Place place -> null;
            case Scope.Nothing nothing -> null;
        };
    }

    private static final class Conditions {
        private final List<String> all = new ArrayList<>();
        private final Map<String, Object> values = new LinkedHashMap<>();
        private final String found;

        Conditions(String found) {
            this.found = found;
        }

        /** @param condition with {@code %s} for the table in which the duty is found */
        void is(String condition, String name, @Nullable Object value) {
            if (value != null) {
                all.add(condition.formatted(found));
                values.put(name, value);
            }
        }
    }
}
