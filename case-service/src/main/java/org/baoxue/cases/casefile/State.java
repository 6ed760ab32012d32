package org.baoxue.cases.casefile;

/** The name of a state, where it is stored or filtered by. */
public enum State {
    OPEN,
    RETURN_WATCH,
    CLOSING_PROPOSED,
    CLOSED,
    OPENED_IN_ERROR;

    public static State of(CaseFile file) {
        return switch (file) {
            case Open open -> OPEN;
            case ReturnWatch watch -> RETURN_WATCH;
            case ClosingProposed proposed -> CLOSING_PROPOSED;
            case Closed closed -> CLOSED;
            case OpenedInError error -> OPENED_IN_ERROR;
        };
    }
}
