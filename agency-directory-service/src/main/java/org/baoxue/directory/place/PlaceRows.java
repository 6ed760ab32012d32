package org.baoxue.directory.place;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshot;
import org.baoxue.directory.snapshot.SnapshotSource;

@ApplicationScoped
class PlaceRows implements PanacheRepositoryBase<PlaceRow, String>, SnapshotSource {

    List<PlaceRow> page(String prefix, String after, int limit) {
        return find("code like ?1 and code > ?2 order by code", prefix + "%", after)
                .page(0, limit)
                .list();
    }

    List<PlaceRow> page(String prefix, Level level, String after, int limit) {
        return find("code like ?1 and level = ?2 and code > ?3 order by code", prefix + "%", level, after)
                .page(0, limit)
                .list();
    }

    @Override
    public Kind kind() {
        return Kind.PLACE;
    }

    @Override
    public List<Snapshot> after(String code, int limit) {
        return find("code > ?1 order by code", code)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .page(0, limit)
                .<PlaceRow>list()
                .stream()
                .map(PlaceRow::snapshot)
                .toList();
    }
}
