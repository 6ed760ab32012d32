package org.baoxue.directory.organisation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshot;
import org.baoxue.directory.snapshot.SnapshotSource;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class OrganisationRows implements PanacheRepositoryBase<OrganisationRow, String>, SnapshotSource {

    List<OrganisationRow> page(String placePrefix, @Nullable OrganisationKind kind, String after, int limit) {
        return find(
                        "place like ?1 and (?2 is null or kind = ?2) and code > ?3 order by code",
                        placePrefix + "%",
                        kind,
                        after)
                .page(0, limit)
                .list();
    }

    @Override
    public Kind kind() {
        return Kind.ORGANISATION;
    }

    @Override
    public List<Snapshot> after(String code, int limit) {
        return find("code > ?1 order by code", code)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .page(0, limit)
                .<OrganisationRow>list()
                .stream()
                .map(OrganisationRow::snapshot)
                .toList();
    }
}
