package org.baoxue.directory.post;

import java.util.ArrayList;
import java.util.List;
import org.baoxue.directory.organisation.Organisation;
import org.baoxue.kit.problem.Problem.At;

/** What a post and its holders must be. */
final class PostRules {

    private PostRules() {}

    static List<At> faults(PostKind kind, String scope, Organisation organisation, List<HolderBody> holders) {
        var faults = new ArrayList<At>();
        if (kind.organisation() != organisation.kind()) {
            faults.add(new At("path:post", "is a post of a %s".formatted(kind.organisation())));
        } else if (!kind.fits(scope, organisation)) {
            faults.add(new At("path:scope", "of this post it is " + kind.scopeOf(organisation)));
        }
        for (int i = 0; i < holders.size(); i++) {
            holder(holders, i, faults);
        }
        return faults;
    }

    private static void holder(List<HolderBody> holders, int i, List<At> faults) {
        var holder = holders.get(i);
        if (holder.to() != null && holder.to().isBefore(holder.from())) {
            faults.add(new At("/holders/%d/to".formatted(i), "not before the day it begins"));
        }
        if (holders.subList(0, i).stream().anyMatch(other -> overlap(holder, other))) {
            faults.add(new At("/holders/%d/person".formatted(i), "holds this post once at a time"));
        }
        var channels = holder.card().channels();
        for (int j = 0; j < channels.size(); j++) {
            var pointer = "/holders/%d/channels/%d/address".formatted(i, j);
            channels.get(j).fault().ifPresent(wanted -> faults.add(new At(pointer, wanted)));
        }
    }

    private static boolean overlap(HolderBody one, HolderBody other) {
        return one.person().equals(other.person())
                && (one.to() == null || !other.from().isAfter(one.to()))
                && (other.to() == null || !one.from().isAfter(other.to()));
    }
}
