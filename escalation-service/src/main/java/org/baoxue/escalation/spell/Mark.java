package org.baoxue.escalation.spell;

/**
 * What one roll call says of one child. Where two classes called the same child in the same session (a change of class), the
 * mark named first here speaks: whoever saw the child is believed before whoever missed it.
 */
public enum Mark {
    PRESENT,
    LATE,
    LEAVE,
    ABSENT,
    /** The roll call has no mark for this child, or no longer has one: it neither opens, carries nor ends anything. */
    UNKNOWN
}
