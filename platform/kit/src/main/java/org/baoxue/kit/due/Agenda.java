package org.baoxue.kit.due;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** What falls due next of every kind of work that has rows, asked in one statement. Call it inside a worker's transaction. */
@ApplicationScoped
public class Agenda {

    /**
     * @param now the suite's instant of the question
     * @param next the earliest instant at which something of this kind falls due, or fell due and is not yet worked
     */
    public record Next(String name, Instant now, @Nullable Instant next) {

        boolean isDue() {
            return next != null && !next.isAfter(now);
        }
    }

    /**
     * @param next as in {@link Next}
     * @param overdue how many rows are due and not yet worked
     */
    public record Item(String name, @Nullable Instant next, long overdue) {}

    private final Jdbi jdbi;
    private final String next;
    private final String items;

    Agenda(Jdbi jdbi, @Any Instance<DueWork> works) {
        this.jdbi = jdbi;
        this.next = ofAll(works, "select '%1$s' as name, now, (select min(due) from (%2$s) as row) as next from clock");
        this.items = ofAll(works, """
                select '%1$s' as name, (select min(due) from (%2$s) as row) as next,
                    (select count(*) from (%2$s) as row where due <= (select now from clock)) as overdue
                from clock""");
    }

    /** What the loop needs after every commit: the first entry of an index for each kind. */
    List<Next> next() {
        return ask(next, Next.class);
    }

    /** Whether nothing of any kind is due: what can wait for ever may be worked now. */
    public boolean isQuiet() {
        return next().stream().noneMatch(Next::isDue);
    }

    /** The same with a count of what is overdue, for whoever watches. */
    public List<Item> read() {
        return ask(items, Item.class);
    }

    private <T> List<T> ask(String kinds, Class<T> type) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(
                handle -> handle.createQuery("with clock as materialized (select baoxue_now() as now) " + kinds)
                        .map(ConstructorMapper.of(type))
                        .list());
    }

    private static String ofAll(Instance<DueWork> works, String kind) {
        return works.stream()
                .flatMap(work -> work.waiting().map(rows -> kind.formatted(work.name(), rows)).stream())
                .collect(Collectors.joining(" union all "));
    }
}
