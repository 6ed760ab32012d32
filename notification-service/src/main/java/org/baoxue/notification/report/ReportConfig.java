package org.baoxue.notification.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.time.ZoneId;
import java.util.Map;

/** How reports are written. */
@ConfigMapping(prefix = "baoxue.notification")
public interface ReportConfig {

    /** The language where no place says otherwise. */
    String language();

    /** Where a school's own zone is not known. */
    ZoneId zone();

    /** By place code: the language of the reports of that place and those below it. */
    @WithName("report-languages")
    Map<String, String> languages();

    default String languageOf(String place) {
        return languages().entrySet().stream()
                .filter(entry -> place.startsWith(entry.getKey()))
                .max((one, other) ->
                        Integer.compare(one.getKey().length(), other.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(language());
    }
}
