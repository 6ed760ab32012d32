package org.baoxue.attendance.roster;

/** What can happen to a child's place in a school. */
public enum Change {
    ENROLLED,
    CLASS_CHANGED,
    /** Released by the old school; the new one has not confirmed. */
    TRANSFER_OUT,
    /** The receiving school has the child. */
    TRANSFER_CONFIRMED,
    GRADUATED,
    /** Taken off the roll without a school that receives the child: ends the membership, never an absence. */
    WITHDRAWN
}
