package org.baoxue.escalation.registration;

import java.util.List;
import java.util.Map;
import org.baoxue.escalation.duty.Outage;
import org.baoxue.escalation.registration.PupilStore.Seen;
import org.baoxue.escalation.term.Pupil;
import org.baoxue.escalation.watch.DutyStore.Owed;

/** What else is known of those who are looked at one by one. */
record Known(
        Map<String, List<Pupil.Leave>> leaves,
        Map<String, List<Pupil.Away>> absences,
        Map<String, Seen> later,
        List<Owed> duties,
        List<Outage> outages) {
    Seen of(String subject) {
        return later.getOrDefault(subject, Seen.NEVER);
    }
}
