package org.baoxue.attendance.roster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which the nation knows a child: only ever stored sealed, and sent nowhere.
 *
 * @param studentNumber 全国学籍号
 * @param identityNumber 居民身份证号码
 */
public record Numbers(
        @Nullable String studentNumber, @Nullable String identityNumber) {

    public static final Numbers NONE = new Numbers(null, null);

    public boolean isEmpty() {
        return studentNumber == null && identityNumber == null;
    }

    Optional<String> student() {
        return Optional.ofNullable(studentNumber);
    }

    /** The identity number: said, or behind the G of a student number. */
    Optional<String> identity() {
        return identityNumber == null
                ? student().filter(number -> number.startsWith("G")).map(number -> number.substring(1))
                : Optional.of(identityNumber);
    }

    /** What is not said is as before. */
    Numbers over(Numbers kept) {
        return new Numbers(
                studentNumber == null ? kept.studentNumber : studentNumber,
                identityNumber == null ? kept.identityNumber : identityNumber);
    }

    /** Why the two cannot be those of one child. */
    public Optional<String> contradiction() {
        if (studentNumber == null || identityNumber == null || !studentNumber.startsWith("G")) {
            return Optional.empty();
        }
        return studentNumber.substring(1).equals(identityNumber)
                ? Optional.empty()
                : Optional.of("behind G the identity number of the same child");
    }
}
