package org.baoxue.directory.place;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshot;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Many places at once, and what stands on a place. */
@ApplicationScoped
class PlaceStore {

    /** A row that a load really changed. */
    public record Written(
            String code,
            String name,
            Level level,
            @Nullable String parent,
            @Nullable String zone,
            long revision,
            Instant changedAt,
            boolean created) {

        Snapshot snapshot() {
            return new Snapshot(Kind.PLACE, code, revision, new Place(code, name, level, parent, zone), changedAt);
        }
    }

    private final Jdbi jdbi;

    PlaceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Writes places in one statement; those that are the same already stay untouched, a zone that is not given stays, and
     * what a person wrote is not overwritten by shipped data.
     */
    List<Written> write(Collection<Place> places, PlaceRow.Origin origin) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into place as p (code, name, level, parent, zone, origin, revision, changed_at)
                        select code, name, level, parent, zone, :origin, nextval('directory_revision'), baoxue_now()
                        from unnest(:codes, :names, :levels, :parents, :zones) as line (code, name, level, parent, zone)
                        order by code
                        on conflict (code) do update
                            set name = excluded.name, level = excluded.level, parent = excluded.parent,
                                zone = coalesce(excluded.zone, p.zone), origin = excluded.origin,
                                revision = excluded.revision, changed_at = excluded.changed_at
                            where (p.name, p.level, p.parent, p.zone) is distinct from
                                    (excluded.name, excluded.level, excluded.parent, coalesce(excluded.zone, p.zone))
                                and (excluded.origin = 'LOCAL' or p.origin = 'SHIPPED')
                        returning p.code, p.name, p.level, p.parent, p.zone, p.revision, p.changed_at, old.code is null as created
                        """)
                .bind("origin", origin.name())
                .bindArray(
                        "codes", String.class, places.stream().map(Place::code).toList())
                .bindArray(
                        "names", String.class, places.stream().map(Place::name).toList())
                .bindArray(
                        "levels",
                        String.class,
                        places.stream().map(place -> place.level().name()).toList())
                .bindArray(
                        "parents",
                        String.class,
                        places.stream().map(Place::parent).toList())
                .bindArray(
                        "zones", String.class, places.stream().map(Place::zone).toList())
                .map(ConstructorMapper.of(Written.class))
                .list());
    }

    /** The levels of those of the codes that are places. */
    Map<String, Level> levels(Collection<String> codes) {
        return jdbi.withHandle(handle -> handle.createQuery("select code, level from place where code = any (:codes)")
                .bindArray("codes", String.class, codes)
                .reduceRows(new HashMap<String, Level>(), (levels, row) -> {
                    levels.put(row.getColumn("code", String.class), row.getColumn("level", Level.class));
                    return levels;
                }));
    }

    /**
     * Those of the places whose code begins with another's below which they do not lie, or the other way round, each with
     * that other. A scope is a prefix of codes, so the officer of one place would get into the other. Of two that are both
     * asked about it is the longer code.
     */
    Map<String, String> overlaps(Collection<Place> places) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with line as (select * from unnest(:codes, :parents) as line (code, parent)),
                            other as (
                                select code, parent, true as asked from line
                                union all
                                select code, parent, false from place where not code = any (:codes))
                        select line.code, min(other.code) as other
                        from line join other on other.code <> line.code and left(other.code, 1) = left(line.code, 1)
                            and (starts_with(line.code, other.code)
                                    and not starts_with(coalesce(line.parent, ''), other.code)
                                or not other.asked and starts_with(other.code, line.code)
                                    and not starts_with(coalesce(other.parent, ''), line.code))
                        group by line.code
                        """)
                .bindArray(
                        "codes", String.class, places.stream().map(Place::code).toList())
                .bindArray(
                        "parents",
                        String.class,
                        places.stream().map(Place::parent).toList())
                .reduceRows(new HashMap<String, String>(), (overlaps, row) -> {
                    overlaps.put(row.getColumn("code", String.class), row.getColumn("other", String.class));
                    return overlaps;
                }));
    }

    /** Keeps the place from being removed or changed until the transaction ends. */
    void hold(String code) {
        lock("select code from place where code = :code for share", code);
    }

    /** Waits until nobody holds the place. */
    void holdAlone(String code) {
        lock("select code from place where code = :code for update", code);
    }

    private void lock(String sql, String code) {
        jdbi.useHandle(handle ->
                handle.createQuery(sql).bind("code", code).mapTo(String.class).list());
    }

    /** Whether places, organisations or a calendar stand on this place. */
    boolean isInUse(String code) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select exists (select from place where parent = :code)
                            or exists (select from organisation where place = :code)
                            or exists (select from calendar where owner = :code)
                        """).bind("code", code).mapTo(Boolean.class).one());
    }

    /** A place and what it inherits from, nearest first. */
    List<Place> chain(String code) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with recursive chain (code, name, level, parent, zone, distance) as (
                            select code, name, level, parent, zone, 0 from place where code = :code
                            union all
                            select p.code, p.name, p.level, p.parent, p.zone, c.distance + 1
                            from chain c join place p on p.code = c.parent
                        )
                        select code, name, level, parent, zone from chain order by distance
                        """)
                .bind("code", code)
                .map(ConstructorMapper.of(Place.class))
                .list());
    }
}
