package org.baoxue.cases.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.baoxue.cases.casefile.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A duty to report, as the rules opened it.
 *
 * @param openedOn the first day of the absence that is reported
 * @param day the counted day at which the rule fired
 * @param observed what it rests on where no absence was marked
 * @param unverified whether it goes out with presumed days that nobody released
 */
public record ReportOrder(
        String duty,
        String rule,
        String spell,
        LocalDate openedOn,
        Instant dueAt,
        @Nullable Integer day,
        List<Entry.Day> days,
        List<String> observed,
        boolean unverified,
        @Nullable JsonNode policy,
        @Nullable String clause) {}
