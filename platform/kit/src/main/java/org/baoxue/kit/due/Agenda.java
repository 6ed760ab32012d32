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

/** What is due now and what falls due next, of every kind of work, asked in one statement. */
@ApplicationScoped
public class Agenda {

    /**
     * @param now the suite's instant of the question
     * @param next the earliest instant at which something of this kind falls due, or fell due and is not yet worked
     * @param overdue how many rows are due and not yet worked
     */
    public record Item(String name, Instant now, @Nullable Instant next, long overdue) {}

    private final Jdbi jdbi;
    private final String items;

    Agenda(Jdbi jdbi, @Any Instance<DueWork> works) {
        this.jdbi = jdbi;
        this.items = works.stream()
                .flatMap(work -> work.waiting().map(rows -> item(work.name(), rows)).stream())
                .collect(Collectors.joining(" union all "));
    }

    /** Runs inside a worker's transaction. */
    public List<Item> read() {
        if (items.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(
                handle -> handle.createQuery("with clock as materialized (select baoxue_now() as now) " + items)
                        .map(ConstructorMapper.of(Item.class))
                        .list());
    }

    private static String item(String name, String rows) {
        return """
                select '%s' as name, now, (select min(due) from (%2$s) as row) as next,
                    (select count(*) from (%2$s) as row where due <= (select now from clock)) as overdue
                from clock""".formatted(name, rows);
    }
}
