package org.baoxue.local.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.baoxue.local.process.Trouble;

/** What stands behind the command: words, and options with or without a value. */
record Options(List<String> words, Map<String, String> values) {
    private static final Set<String> WITH_VALUE =
            Set.of("--data", "--data-dir", "--port-offset", "--place", "--from", "--to", "--candidate");
    private static final Set<String> SWITCHES = Set.of("--exit", "--settable-clock");

    static Options parse(List<String> arguments) {
        var words = new ArrayList<String>();
        var values = new HashMap<String, String>();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            var argument = rest.next();
            if (WITH_VALUE.contains(argument)) {
                if (!rest.hasNext()) {
                    throw new Trouble(argument + " needs a value: see ./baoxue help.");
                }
                values.put(argument, rest.next());
            } else if (SWITCHES.contains(argument)) {
                values.put(argument, "");
            } else if (argument.startsWith("--")) {
                throw new Trouble("There is no option " + argument + ": see ./baoxue help.");
            } else {
                words.add(argument);
            }
        }
        return new Options(List.copyOf(words), Map.copyOf(values));
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }

    Optional<String> word(int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    String mustHaveWord(int index, String sentence) {
        return word(index).orElseThrow(() -> new Trouble(sentence));
    }
}
