package org.baoxue.directory.calendar;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshot;
import org.baoxue.directory.snapshot.SnapshotSource;

@ApplicationScoped
class CalendarRows implements PanacheRepositoryBase<CalendarRow, String>, SnapshotSource {

    @Override
    public Kind kind() {
        return Kind.CALENDAR;
    }

    @Override
    public List<Snapshot> after(String code, int limit) {
        return find("owner > ?1 order by owner", code)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .page(0, limit)
                .<CalendarRow>list()
                .stream()
                .map(CalendarRow::snapshot)
                .toList();
    }
}
