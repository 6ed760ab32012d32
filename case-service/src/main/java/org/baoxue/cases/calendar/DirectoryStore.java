package org.baoxue.cases.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes our copy of the directory. Directory changes are rare: a statement for each is cheap enough. */
@ApplicationScoped
class DirectoryStore {

    private final Jdbi jdbi;

    DirectoryStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void putPlace(String key, Published.Place place) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into place (key, code, parent, level, zone) values (:key, :code, :parent, :level, :zone)
                        on conflict (key) do update set code = excluded.code, parent = excluded.parent,
                            level = excluded.level, zone = excluded.zone
                        """)
                .bind("key", key)
                .bind("code", place.code())
                .bind("parent", place.parent())
                .bind("level", place.level())
                .bind("zone", place.zone())
                .execute());
    }

    void removePlace(String key) {
        remove("delete from place where key = :key", key);
    }

    void putSchool(String key, Published.Organisation school) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into school (key, code, place, zone) values (:key, :code, :place, :zone)
                        on conflict (key) do update set code = excluded.code, place = excluded.place, zone = excluded.zone
                        """)
                .bind("key", key)
                .bind("code", school.code())
                .bind("place", school.place())
                .bind("zone", school.zone())
                .execute());
    }

    void removeSchool(String key) {
        remove("delete from school where key = :key", key);
    }

    /** @param post null when nobody may hold it any more */
    void putTeachers(String key, Published.@Nullable Post post) {
        remove("delete from class_teacher where key = :key", key);
        if (post == null || post.holders().isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var insert = handle.prepareBatch("insert into class_teacher (key, class_id, school, person, from_on, to_on)"
                    + " values (:key, :class, :school, :person, :from, :to)");
            for (var holder : post.holders()) {
                insert.bind("key", key)
                        .bind("class", post.scope())
                        .bind("school", post.organisation())
                        .bind("person", holder.person())
                        .bind("from", holder.from())
                        .bind("to", holder.to())
                        .add();
            }
            insert.execute();
        });
    }

    void putCalendar(String key, Published.Calendar calendar) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into calendar (key, owner_kind, owner, terms, days)
                        values (:key, :kind, :owner, cast(:terms as jsonb), cast(:days as jsonb))
                        on conflict (key) do update set owner_kind = excluded.owner_kind, owner = excluded.owner,
                            terms = excluded.terms, days = excluded.days
                        """)
                .bind("key", key)
                .bind("kind", calendar.ownerKind())
                .bind("owner", calendar.owner())
                .bind("terms", Json.write(calendar.terms()))
                .bind("days", Json.write(calendar.days()))
                .execute());
    }

    void removeCalendar(String key) {
        remove("delete from calendar where key = :key", key);
    }

    private void remove(String statement, String key) {
        jdbi.useHandle(handle -> handle.createUpdate(statement).bind("key", key).execute());
    }
}
