package org.baoxue.escalation.spell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.baoxue.escalation.calendar.SchoolCalendar;
import org.baoxue.escalation.policy.Counting;

/**
 * The counted days of one spell for a reader who asks for them again and again: each is reckoned when it is first asked for,
 * and only then. Not for several threads.
 */
public final class CountedDays {
    private final Iterator<CountedDay> more;
    private final List<CountedDay> reckoned = new ArrayList<>();

    /** @param all absences of the child, this one may be among them */
    public CountedDays(Spell spell, Collection<Spell> all, SchoolCalendar calendar, Counting counting) {
        this.more = CountedDay.of(spell, all, calendar, counting).iterator();
    }

    /** The same as {@link CountedDay#of}: lazily, from the opening on. */
    public Stream<CountedDay> stream() {
        return Stream.iterate(0, this::has, i -> i + 1).map(reckoned::get);
    }

    private boolean has(int i) {
        if (i == reckoned.size() && more.hasNext()) {
            reckoned.add(more.next());
        }
        return i < reckoned.size();
    }
}
