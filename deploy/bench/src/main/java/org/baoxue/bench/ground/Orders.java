package org.baoxue.bench.ground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The other end of {@link Remote}. Whatever else is printed goes to the log. */
public final class Orders {
    private Orders() {}

    /** What an order of several words does; the answer is one line. */
    public interface Order {
        String take(String[] words) throws Exception;
    }

    /** Says that it is ready, then takes orders until there are no more. */
    public static void take(Order order) throws Exception {
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        answers.println("ready");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = next(in); !line.isEmpty(); line = next(in)) {
            answers.println(order.take(line.split(" ", -1)));
        }
    }

    private static String next(BufferedReader in) throws IOException {
        var line = in.readLine();
        return line == null ? "" : line;
    }
}
