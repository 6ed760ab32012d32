package org.baoxue.attendance.household;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A child's household on the county's list.
 *
 * @param source which list says so
 * @param since the date from which the list has it
 */
record Household(
        String student, Category category, String source, LocalDate since, String recordedBy, Instant recordedAt) {

    /** The three kinds (“三类”重点监测人员, B 三(二)3). */
    enum Category {
        /** 脱贫不稳定户 */
        UNSTABLE,
        /** 边缘易致贫户 */
        MARGINAL,
        /** 突发严重困难户 */
        SUDDEN_HARDSHIP
    }

    /** Who said it last, and when, makes no difference. */
    boolean saysTheSameAs(Household other) {
        return category == other.category && source.equals(other.source) && since.equals(other.since);
    }
}
