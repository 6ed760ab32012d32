package org.baoxue.kit.outbox;

import java.util.List;
import org.baoxue.kit.outbox.RelayStore.Window;

/**
 * The numbers of the events that a window of several batches still holds, the next first. A look reads the whole window: one for each
 * batch would cost its square.
 */
record Ahead(Window window, List<Long> numbers) {

    static final Ahead NOTHING = new Ahead(new Window("", "", 0), List.of());

    Ahead {
        numbers = List.copyOf(numbers);
    }

    /** False too when all that was known of it is sent: more of it may be beyond. */
    boolean knows(Window claimed) {
        return window.equals(claimed) && !numbers.isEmpty();
    }

    List<Long> batch(int size) {
        return numbers.subList(0, Math.min(size, numbers.size()));
    }

    Ahead after(int sent) {
        return new Ahead(window.doneTo(numbers.get(sent - 1)), numbers.subList(sent, numbers.size()));
    }
}
