package org.baoxue.notification.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The words of one language for the codes that events carry; an unknown code stands for itself. */
public final class Words {

    public static final Words ZH = new Words("zh");
    public static final Words EN = new Words("en");

    private final String language;
    private final Properties words = new Properties();

    private Words(String language) {
        this.language = language;
        try (var file = Words.class.getResourceAsStream("/texts/words_" + language + ".properties")) {
            if (file == null) {
                throw new IllegalStateException("no words for " + language);
            }
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Chinese, where a language is asked for that nobody translated. */
    public static Words of(String language) {
        return language.startsWith("en") ? EN : ZH;
    }

    public String language() {
        return language;
    }

    public String of(String kind, String code) {
        return words.getProperty(kind + "." + code, code);
    }

    public @Nullable String ofNullable(String kind, @Nullable String code) {
        return code == null ? null : of(kind, code);
    }

    /** A class by its name, or by its id where nobody has said one; null where there is none. */
    public @Nullable String ofClass(@Nullable String name, @Nullable String id) {
        return name != null || id == null ? name : of("class", "unnamed").replace("{class}", id);
    }

    public String date(LocalDate date) {
        return language.equals("zh")
                ? date.getMonthValue() + "月" + date.getDayOfMonth() + "日"
                : date.format(DateTimeFormatter.ISO_LOCAL_DATE);
    }

    public String time(Instant instant, ZoneId zone) {
        var local = instant.atZone(zone);
        var time = local.toLocalTime().format(DateTimeFormatter.ofPattern("HH:mm"));
        return date(local.toLocalDate()) + " " + time;
    }
}
