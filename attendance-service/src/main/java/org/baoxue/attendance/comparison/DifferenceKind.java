package org.baoxue.attendance.comparison;

import org.baoxue.kit.access.Roles;

/** What two lists say differently of a child, and whose it is to find out. */
public enum DifferenceKind {
    /** 无学籍: lives here at school age, or was in the comparison before, and is enrolled nowhere that is known. Clause: B 三(二)1. */
    NOT_ENROLLED(Roles.TOWNSHIP_OFFICER),
    /** Enrolled, and neither seen nor on leave on any of the days. Clause: B 三(二)2. */
    NOT_SEEN(Roles.ACADEMIC_OFFICE),
    /** Enrolled without the number by which alone it could be found among the residents. */
    NO_IDENTITY_NUMBER(Roles.ACADEMIC_OFFICE),
    /** Enrolled with a household registered here that the register of residents does not have. */
    NOT_IN_REGISTER(Roles.TOWNSHIP_OFFICER);

    private final String owner;

    DifferenceKind(String owner) {
        this.owner = owner;
    }

    /** The post whose holder is to explain it: of the child's township, or of its school. */
    public String owner() {
        return owner;
    }
}
