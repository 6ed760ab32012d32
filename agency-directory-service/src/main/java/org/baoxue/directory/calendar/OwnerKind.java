package org.baoxue.directory.calendar;

/** The levels of calendars. */
public enum OwnerKind {
    NATION,
    PLACE,
    SCHOOL,
    CLASS;

    /** In the vacation only a school or a class itself may name a school day. */
    boolean mayNameDaysOutsideTerms() {
        return this == SCHOOL || this == CLASS;
    }
}
