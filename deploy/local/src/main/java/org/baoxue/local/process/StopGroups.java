package org.baoxue.local.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who is stopped together: the services first, all at once; then what they stand on, last started first. */
final class StopGroups {
    private StopGroups() {}

    static List<List<Child>> reverse(List<Child> inOrderOfStart) {
        var services = new ArrayList<Child>();
        var groups = new ArrayList<List<Child>>();
        for (var child : inOrderOfStart) {
            if (child.name().endsWith("-service")) {
                services.add(child);
            } else {
                groups.add(List.of(child));
            }
        }
        Collections.reverse(groups);
        groups.addFirst(services);
        return groups;
    }
}
