package org.baoxue.directory.post;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshot;
import org.baoxue.directory.snapshot.SnapshotSource;

@ApplicationScoped
class PostRows implements PanacheRepositoryBase<PostRow, String>, SnapshotSource {

    List<PostRow> page(String organisation, String after, int limit) {
        return find("organisation = ?1 and key > ?2 order by key", organisation, after)
                .page(0, limit)
                .list();
    }

    @Override
    public Kind kind() {
        return Kind.POST;
    }

    @Override
    public List<Snapshot> after(String code, int limit) {
        return find("key > ?1 order by key", code)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .page(0, limit)
                .<PostRow>list()
                .stream()
                .map(PostRow::snapshot)
                .toList();
    }
}
