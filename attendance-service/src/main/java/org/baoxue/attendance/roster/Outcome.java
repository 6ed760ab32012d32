package org.baoxue.attendance.roster;

/** What became of a registration or a change. */
public sealed interface Outcome {

    /** Nothing had to be written. */
    record Unchanged(int revision) implements Outcome {}

    /** @param created whether the child was not known before */
    record Written(int revision, boolean created) implements Outcome {}

    /** @param pointer the field that stands against it */
    record Refused(String slug, String pointer, String detail) implements Outcome {}
}
