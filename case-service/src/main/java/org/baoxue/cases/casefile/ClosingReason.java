package org.baoxue.cases.casefile;

/** Why an entry is cleared (销号). Own choice: the texts ask for an explicit reason and name no list. */
public enum ClosingReason {
    RETURNED,
    TRANSFERRED,
    GRADUATED,
    DEFERRED,
    DECEASED,
    OTHER
}
