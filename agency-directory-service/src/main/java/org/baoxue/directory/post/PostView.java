package org.baoxue.directory.post;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.baoxue.directory.access.DirectoryAccess;
import org.baoxue.directory.organisation.Organisation;
import org.baoxue.directory.organisation.Organisations;
import org.baoxue.kit.web.Asked;

/** Posts as the caller may see them. */
@ApplicationScoped
class PostView {

    /** A post with its holders, those first who are no deputies. */
    public record Post(String post, String scope, String organisation, List<HolderBody> holders) {
        @JsonIgnore
        String key() {
            return post + "@" + scope;
        }
    }

    private final Cards cards;
    private final Organisations organisations;
    private final DirectoryAccess access;

    PostView(Cards cards, Organisations organisations, DirectoryAccess access) {
        this.cards = cards;
        this.organisations = organisations;
        this.access = access;
    }

    static PostKind kind(String word) {
        return PostKind.of(word).orElseThrow(() -> Asked.refused("path:post", "one of " + PostKind.words()));
    }

    /** Refuses with 403 whoever may not know who holds the organisation's posts. */
    void mustRead(Organisation organisation) {
        var own = access.organisation();
        var place = own == null
                ? null
                : organisations.find(own).map(Organisation::place).orElse(null);
        if (!access.mayReadHolders(
                organisation.code(), organisation.place(), organisation.kind().isSchool(), place)) {
            throw access.outside();
        }
    }

    Post of(PostRow row, Organisation organisation) {
        return new Post(row.post, row.scope, row.organisation, holders(row, organisation, holder -> true));
    }

    List<HolderBody> on(LocalDate date, PostRow row, Organisation organisation) {
        return holders(row, organisation, holder -> holder.holdsOn(date));
    }

    private List<HolderBody> holders(PostRow row, Organisation organisation, Predicate<Holder> which) {
        boolean withChannels = access.mayWriteOf(
                organisation.code(), organisation.place(), organisation.kind().isSchool());
        return row.holders.stream()
                .filter(which)
                .map(holder -> HolderBody.of(holder, cards.open(holder.sealed()), withChannels))
                .toList();
    }
}
