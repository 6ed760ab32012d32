package org.baoxue.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.baoxue.notification.contact.DirectoryListener.Organisation;
import org.baoxue.notification.contact.DirectoryListener.Place;
import org.baoxue.notification.plan.PostRef;
import org.baoxue.notification.plan.World;
import org.jdbi.v3.core.Jdbi;

@ApplicationScoped
class DirectoryStore {

    /** What is known of a school without asking the directory. */
    record School(String name, ZoneId zone) {}

    private final Jdbi jdbi;

    DirectoryStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void savePlaces(List<Place> places) {
        save(places, """
                insert into place_copy (code, parent, level, name) values (:code, :parent, :level, :name)
                on conflict (code) do update set parent = excluded.parent, level = excluded.level, name = excluded.name
                """);
    }

    void saveOrganisations(List<Organisation> organisations) {
        save(organisations, """
                insert into organisation_copy (code, kind, name, place, zone) values (:code, :kind, :name, :place, :zone)
                on conflict (code) do update set kind = excluded.kind, name = excluded.name, place = excluded.place,
                    zone = excluded.zone
                """);
    }

    private void save(List<?> rows, String statement) {
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch(statement);
            rows.forEach(row -> batch.bindMethods(row).add());
            batch.execute();
        });
    }

    void savePost(String post, String scope, String sealedHolders) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into post_copy (post, scope, sealed_holders) values (:post, :scope, :holders)
                        on conflict (post, scope) do update set sealed_holders = excluded.sealed_holders
                        """)
                .bind("post", post)
                .bind("scope", scope)
                .bind("holders", sealedHolders)
                .execute());
    }

    void saveTeachers(String classId, List<HeldPost.Person> people) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("delete from class_teacher where class_id = :class")
                    .bind("class", classId)
                    .execute();
            for (var person : people) {
                handle.createUpdate("""
                                insert into class_teacher (class_id, person, held_from, held_to)
                                values (:class, :person, :from, :to) on conflict (class_id, person) do nothing
                                """)
                        .bind("class", classId)
                        .bind("person", person.person())
                        .bind("from", person.from())
                        .bind("to", person.to())
                        .execute();
            }
        });
    }

    Set<String> classesOf(String person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select class_id from class_teacher
                        where person = :person and coalesce(held_from, '-infinity') <= baoxue_now()::date
                          and coalesce(held_to, 'infinity') >= baoxue_now()::date
                        """)
                .bind("person", person)
                .mapTo(String.class)
                .set());
    }

    void removePlace(String code) {
        remove("delete from place_copy where code = :code", code);
    }

    void removeOrganisation(String code) {
        remove("delete from organisation_copy where code = :code", code);
    }

    private void remove(String statement, String code) {
        jdbi.useHandle(
                handle -> handle.createUpdate(statement).bind("code", code).execute());
    }

    void removePost(String post, String scope) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from post_copy where post = :post and scope = :scope")
                .bind("post", post)
                .bind("scope", scope)
                .execute());
    }

    /** The sealed holders of those posts that are known. */
    Map<PostRef, String> holders(Collection<PostRef> posts) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select post, scope, sealed_holders from post_copy
                        join unnest(:posts, :scopes) as wanted (p, s) on post = p and scope = s
                        """)
                .bindArray(
                        "posts", String.class, posts.stream().map(PostRef::post).toList())
                .bindArray(
                        "scopes",
                        String.class,
                        posts.stream().map(PostRef::scope).toList())
                .reduceRows(new HashMap<PostRef, String>(), (found, row) -> {
                    found.put(
                            new PostRef(row.getColumn("post", String.class), row.getColumn("scope", String.class)),
                            row.getColumn("sealed_holders", String.class));
                    return found;
                }));
    }

    Map<String, School> schools(Collection<String> codes) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select code, name, zone from organisation_copy where code = any(:codes)")
                        .bindArray("codes", String.class, List.copyOf(codes))
                        .reduceRows(new HashMap<String, School>(), (found, row) -> {
                            found.put(
                                    row.getColumn("code", String.class),
                                    new School(
                                            row.getColumn("name", String.class),
                                            ZoneId.of(row.getColumn("zone", String.class))));
                            return found;
                        }));
    }

    Map<String, String> placeNames(Collection<String> codes) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select code, name from place_copy where code = any(:codes)")
                        .bindArray("codes", String.class, List.copyOf(codes))
                        .reduceRows(new HashMap<String, String>(), (found, row) -> {
                            found.put(row.getColumn("code", String.class), row.getColumn("name", String.class));
                            return found;
                        }));
    }

    /** By place: those above it, nearest first. */
    Map<String, List<World.Ancestor>> ancestors(Collection<String> places) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with recursive up (start, code, parent, level, depth) as (
                            select code, code, parent, level, 0 from place_copy where code = any(:codes)
                            union all
                            select up.start, p.code, p.parent, p.level, up.depth + 1
                            from up join place_copy p on p.code = up.parent where up.depth < 10)
                        select start, code, level from up where depth > 0 order by start, depth
                        """)
                .bindArray("codes", String.class, List.copyOf(places))
                .reduceRows(new HashMap<String, List<World.Ancestor>>(), (found, row) -> {
                    found.computeIfAbsent(row.getColumn("start", String.class), none -> new ArrayList<>())
                            .add(new World.Ancestor(
                                    row.getColumn("code", String.class), row.getColumn("level", String.class)));
                    return found;
                }));
    }
}
