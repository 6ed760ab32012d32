package org.baoxue.attendance.rollcall;

/** Why a roll call is corrected. Codes, not text: it travels in events, where no name may slip in. */
public enum CorrectionReason {
    MARKED_BY_MISTAKE,
    ARRIVED_LATER,
    LEFT_EARLY,
    LEAVE_KNOWN_LATER,
    VERIFIED,
    OTHER
}
