import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Posts attendance to Baoxue with nothing but the JDK (17 or newer).
 *
 * <pre>
 *   export BAOXUE_API=http://localhost:8081
 *   export BAOXUE_TOKENS=http://localhost:8080/realms/baoxue/protocol/openid-connect/token
 *   export BAOXUE_CLIENT=school-2153011301 BAOXUE_SECRET=...
 *   java Attendance.java 2153011301-0709 2026-10-12 AM S-070901=ABSENT S-070902=LATE
 * </pre>
 *
 * <p>Whoever is not named was there. Sending the same again changes nothing, so whatever breaks off is simply sent again. A real
 * client reads JSON with the library of its choice; this one looks for two fields only.
 */
public final class Attendance {
    private static final int ATTEMPTS = 8;
    private static final int LONGEST_PAUSE = 30;
    private static final Set<Integer> AWAY = Set.of(429, 502, 503, 504);
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern LIFE = Pattern.compile("\"expires_in\"\\s*:\\s*([0-9]+)");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String api;
    private final String tokens;
    private final String client;
    private final String secret;
    private String token = "";
    private Instant tokenUntil = Instant.EPOCH;

    public Attendance(String api, String tokens, String client, String secret) {
        this.api = api;
        this.tokens = tokens;
        this.client = client;
        this.secret = secret;
    }

    /**
     * Posts one class.
     *
     * @param entries children to ABSENT, LATE or LEAVE
     * @return the roll call as it is kept, in JSON
     * @throws IllegalStateException when it is refused, with the problem document (RFC 9457) as its message
     */
    public String rollCall(String classId, String date, String session, Map<String, String> entries)
            throws IOException, InterruptedException {
        String marks = new TreeMap<>(entries)
                .entrySet().stream()
                        .map(one -> "{\"student\":\"%s\",\"mark\":\"%s\"}"
                                .formatted(plain(one.getKey()), plain(one.getValue())))
                        .collect(Collectors.joining(","));
        return send(
                "PUT",
                "/v1/classes/%s/roll-calls/%s/%s".formatted(plain(classId), plain(date), plain(session)),
                "{\"marks\":\"EXCEPTIONS\",\"entries\":[%s]}".formatted(marks));
    }

    /** Sends until it is answered: what is busy or away for a while is asked again after the time that it says. */
    private String send(String method, String path, String body) throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            boolean last = attempt + 1 == ATTEMPTS;
            long pause = Math.min(1L << attempt, LONGEST_PAUSE);
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(api + path))
                                .timeout(Duration.ofMinutes(1))
                                .header("Authorization", "Bearer " + token())
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() < 300) {
                    return answer.body();
                }
                if (answer.statusCode() == 401) {
                    tokenUntil = Instant.EPOCH;
                } else if (AWAY.contains(answer.statusCode())) {
                    pause = answer.headers().firstValueAsLong("Retry-After").orElse(pause);
                } else {
                    last = true;
                }
                if (last) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                }
            } catch (IOException away) {
                if (last) {
                    throw away;
                }
            }
            Thread.sleep(Duration.ofSeconds(pause).toMillis());
        }
    }

    private String token() throws IOException, InterruptedException {
        if (Instant.now().isAfter(tokenUntil)) {
            String form = "grant_type=client_credentials&client_id=" + encoded(client) + "&client_secret=" + encoded(secret);
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(tokens))
                            .timeout(Duration.ofMinutes(1))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
            var granted = TOKEN.matcher(answer.body());
            if (answer.statusCode() != 200 || !granted.find()) {
                throw new IOException("no token: " + answer.statusCode());
            }
            var life = LIFE.matcher(answer.body());
            long seconds = life.find() ? Long.parseLong(life.group(1)) : 60;
            token = granted.group(1);
            tokenUntil = Instant.now().plusSeconds(seconds * 4 / 5);
        }
        return token;
    }

    /** Ids, dates and marks need no quoting; anything else is no id of ours. */
    private static String plain(String word) {
        if (!PLAIN.matcher(word).matches()) {
            throw new IllegalArgumentException("no id, date or mark: " + word);
        }
        return word;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        Map<String, String> entries = new TreeMap<>();
        for (int i = 3; i < words.length; i++) {
            entries.put(words[i].split("=", 2)[0], words[i].split("=", 2)[1]);
        }
        Map<String, String> settings = System.getenv();
        Attendance attendance = new Attendance(
                settings.get("BAOXUE_API"),
                settings.get("BAOXUE_TOKENS"),
                settings.get("BAOXUE_CLIENT"),
                settings.get("BAOXUE_SECRET"));
        System.out.println(attendance.rollCall(words[0], words[1], words[2], entries));
    }
}
