package org.baoxue.notification.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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

    @Test
    void a_class_is_called_by_its_name_and_by_its_id_only_without_one() {
        assertEquals("七年级1班", Words.ZH.ofClass("七年级1班", "2153011301-0701"));
        assertEquals("七年级1班", Words.EN.ofClass("七年级1班", "2153011301-0701"));
        assertEquals("班级2153011301-0701", Words.ZH.ofClass(null, "2153011301-0701"));
        assertEquals("class 2153011301-0701", Words.EN.ofClass(null, "2153011301-0701"));
        assertNull(Words.ZH.ofClass(null, null));
    }
}
