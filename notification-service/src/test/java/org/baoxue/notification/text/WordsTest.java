package org.baoxue.notification.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void bothLanguagesHaveTheSameWords() throws IOException {
        assertEquals(load("zh").stringPropertyNames(), load("en").stringPropertyNames());
    }

    @Test
    void anUnknownCodeStandsForItself() {
        assertEquals("new-rule", Words.ZH.of("rule", "new-rule"));
    }

    @Test
    void whatNobodyTranslatedIsChinese() {
        assertEquals(Words.ZH, Words.of("fr"));
        assertEquals(Words.EN, Words.of("en-US"));
    }

    private static Properties load(String language) throws IOException {
        var words = new Properties();
        try (var file =
                Objects.requireNonNull(Words.class.getResourceAsStream("/texts/words_" + language + ".properties"))) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return words;
    }
}
