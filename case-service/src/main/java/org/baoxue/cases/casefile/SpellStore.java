package org.baoxue.cases.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.baoxue.cases.casefile.CaseFile.Ending;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Absences as attendance knows them, also those that never came to an entry: a rule may fire late for one that is over. */
@ApplicationScoped
public class SpellStore {

    /** @param ending null while it goes on */
    public record Known(
            String spell,
            LocalDate openedOn,
            @Nullable Ending ending,
            @Nullable LocalDate endedOn) {}

    private final Jdbi jdbi;

    SpellStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** One statement for a batch of events, whatever their number; at most one of each absence. */
    public void keep(List<Known> spells) {
        if (spells.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into spell (spell, opened_on, ending, ended_on)
                        select spell, cast(opened_on as date), ending, cast(ended_on as date)
                        from unnest(:spells, :opened, :endings, :ended) as known (spell, opened_on, ending, ended_on)
                        on conflict (spell) do update set opened_on = excluded.opened_on, ending = excluded.ending,
                            ended_on = excluded.ended_on
                        """)
                .bindArray(
                        "spells",
                        String.class,
                        spells.stream().map(Known::spell).toList())
                .bindArray(
                        "opened",
                        String.class,
                        texts(spells.stream().map(Known::openedOn).toList()))
                .bindArray(
                        "endings",
                        String.class,
                        texts(spells.stream().map(Known::ending).toList()))
                .bindArray(
                        "ended",
                        String.class,
                        texts(spells.stream().map(Known::endedOn).toList()))
                .execute());
    }

    Optional<Known> find(String spell) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select spell, opened_on, ending, ended_on from spell where spell = :spell")
                .bind("spell", spell)
                .map(ConstructorMapper.of(Known.class))
                .findOne());
    }

    private static List<@Nullable String> texts(List<? extends @Nullable Object> values) {
        return values.stream().map(value -> Objects.toString(value, null)).toList();
    }
}
