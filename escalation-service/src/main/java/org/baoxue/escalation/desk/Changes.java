package org.baoxue.escalation.desk;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.baoxue.escalation.desk.Views.ChangeView;
import org.baoxue.escalation.policy.Policy;
import org.jspecify.annotations.Nullable;

/** In what one policy is other than another, by name: in a value, in its clause, or in having it at all. */
final class Changes {
    private Changes() {}

    static List<ChangeView> between(Policy before, Policy after) {
        Set<String> names = new TreeSet<>(before.values().keySet());
        names.addAll(after.values().keySet());
        return names.stream()
                .filter(name -> before.values().get(name) == null
                        || !before.values().get(name).equals(after.values().get(name)))
                .map(name ->
                        change(name, before.values().get(name), after.values().get(name)))
                .toList();
    }

    private static ChangeView change(String name, Policy.@Nullable Value before, Policy.@Nullable Value after) {
        return new ChangeView(
                name,
                before == null ? null : before.text(),
                after == null ? null : after.text(),
                before == null ? null : before.clause(),
                after == null ? null : after.clause());
    }
}
