package org.baoxue.escalation.desk;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.baoxue.escalation.desk.Views.ChangeView;
import org.baoxue.escalation.policy.Policy;

/** In what one policy is other than another. */
final class Changes {
    private Changes() {}

    static List<ChangeView> between(Policy before, Policy after) {
        return after.values().entrySet().stream()
                .map(value -> new ChangeView(
                        value.getKey(),
                        Optional.ofNullable(before.values().get(value.getKey()))
                                .map(Policy.Value::text)
                                .orElse(null),
                        value.getValue().text(),
                        value.getValue().clause()))
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }
}
