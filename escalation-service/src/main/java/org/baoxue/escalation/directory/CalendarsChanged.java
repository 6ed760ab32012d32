package org.baoxue.escalation.directory;

/** Dates that were school days may be none now: open deadlines are looked at again, in the same transaction. */
public record CalendarsChanged() {}
