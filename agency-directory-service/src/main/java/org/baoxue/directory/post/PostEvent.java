package org.baoxue.directory.post;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post as the other services read it: persons by their ids, everything else of them sealed. */
record PostEvent(String post, String scope, String organisation, List<HolderInEvent> holders) {

    record HolderInEvent(
            String person,
            boolean deputy,
            LocalDate from,
            @Nullable LocalDate to,
            String sealedChannels) {}

    static PostEvent of(PostRow row) {
        return new PostEvent(
                row.post,
                row.scope,
                row.organisation,
                row.holders.stream()
                        .map(holder -> new HolderInEvent(
                                holder.person(), holder.deputy(), holder.from(), holder.to(), holder.sealed()))
                        .toList());
    }
}
