package org.baoxue.attendance.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.baoxue.attendance.directory.Published.CalendarContent;
import org.baoxue.attendance.directory.Published.Organisation;
import org.baoxue.attendance.directory.Published.Post;
import org.baoxue.kit.event.Json;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Keeps our copy of the directory. Directory changes are rare: a statement for each is cheap enough. */
@ApplicationScoped
class DirectoryStore {

    private final Jdbi jdbi;

    DirectoryStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void putSchool(Organisation organisation, Published.SchoolPart school) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into school (code, place, zone, sessions, day_complete_at, exceptions_only, removed)
                        values (:code, :place, :zone, :sessions, :complete, :exceptionsOnly, false)
                        on conflict (code) do update set place = excluded.place, zone = excluded.zone,
                            sessions = excluded.sessions, day_complete_at = excluded.day_complete_at,
                            exceptions_only = excluded.exceptions_only, removed = false
                        """)
                .bind("code", organisation.code())
                .bind("place", organisation.place())
                .bind("zone", organisation.zone().getId())
                .bind("sessions", Json.write(school.sessions()))
                .bind("complete", school.dayCompleteAt())
                .bind("exceptionsOnly", school.exceptionsOnly())
                .execute());
    }

    void removeSchool(String code) {
        jdbi.useHandle(handle -> handle.createUpdate("update school set removed = true where code = :code")
                .bind("code", code)
                .execute());
    }

    void putCalendar(String owner, String kind, CalendarContent content) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into calendar_level (owner, kind, content) values (:owner, :kind, :content)
                        on conflict (owner) do update set kind = excluded.kind, content = excluded.content
                        """)
                .bind("owner", owner)
                .bind("kind", kind)
                .bind("content", Json.write(content))
                .execute());
    }

    void removeCalendar(String owner) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from calendar_level where owner = :owner")
                .bind("owner", owner)
                .execute());
    }

    void putTeachers(String classId, List<Post.Holder> holders) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from class_teacher where class_id = :class")
                    .bind("class", classId)
                    .execute();
            handle.createUpdate("""
                            insert into class_teacher (class_id, person, from_date, to_date)
                            select :class, person, from_date, to_date
                            from unnest(:persons, cast(:froms as date[]), cast(:tos as date[]))
                                as holder (person, from_date, to_date)
                            on conflict do nothing
                            """)
                    .bind("class", classId)
                    .bindArray(
                            "persons",
                            String.class,
                            holders.stream().map(Post.Holder::person).toList())
                    .bindArray(
                            "froms",
                            String.class,
                            holders.stream()
                                    .map(holder -> holder.from().toString())
                                    .toList())
                    .bindArray(
                            "tos",
                            String.class,
                            holders.stream().map(DirectoryStore::last).toList())
                    .execute();
        });
    }

    private static @Nullable String last(Post.Holder holder) {
        return holder.to() == null ? null : holder.to().toString();
    }
}
