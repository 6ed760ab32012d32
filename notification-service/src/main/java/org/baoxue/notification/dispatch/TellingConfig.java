package org.baoxue.notification.dispatch;

import io.smallrye.config.ConfigMapping;
import java.time.LocalTime;
import java.time.ZoneId;
import org.baoxue.notification.plan.ContactHours;

/** When people are told. */
@ConfigMapping(prefix = "baoxue.notification")
public interface TellingConfig {

    /** Where a school's own zone is not known. */
    ZoneId zone();

    /** From when people may be disturbed, local time. */
    LocalTime contactFrom();

    /** Until when. */
    LocalTime contactUntil();

    default ContactHours hours() {
        return new ContactHours(contactFrom(), contactUntil());
    }
}
