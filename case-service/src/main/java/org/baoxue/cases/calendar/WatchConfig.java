package org.baoxue.cases.calendar;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How long a return is watched. */
@ConfigMapping(prefix = "baoxue.cases")
interface WatchConfig {

    /** School days after the return; own choice of rules.md 4. */
    @Min(1) @Max(60) int returnWatchDays();
}
