package org.baoxue.directory.post;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.baoxue.directory.snapshot.Kind;
import org.baoxue.directory.snapshot.Snapshot;

@Entity
@Table(name = "post")
class PostRow {

    @Id
    String key;

    @Column
    String post;

    @Column
    String scope;

    @Column
    String organisation;

    @ElementCollection
    @CollectionTable(name = "post_holder", joinColumns = @JoinColumn(name = "post_key"))
    @OrderColumn(name = "position")
    List<Holder> holders = new ArrayList<>();

    @Column
    long revision;

    @Column(name = "changed_at")
    Instant changedAt;

    protected PostRow() {}

    PostRow(PostKind kind, String scope, String organisation) {
        this.key = key(kind, scope);
        this.post = kind.word();
        this.scope = scope;
        this.organisation = organisation;
    }

    static String key(PostKind kind, String scope) {
        return kind.word() + "@" + scope;
    }

    void become(List<Holder> now, long newRevision, Instant at) {
        holders.clear();
        holders.addAll(now);
        revision = newRevision;
        changedAt = at;
    }

    Snapshot snapshot() {
        return new Snapshot(Kind.POST, key, revision, PostEvent.of(this), changedAt);
    }
}
