package org.baoxue.cases.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the government platform says; {@code contracts/README.md} is the page for whoever writes that side. */
record Published(
        @JsonProperty("case") @Nullable UUID caseId,
        @Nullable String student,
        @Nullable String reference,
        @Nullable String report,
        @Nullable String responsible,
        @Nullable LocalDate returnedOn) {

    static <T> T need(@Nullable T value, String field) {
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("lacks " + field);
        }
        return value;
    }
}
