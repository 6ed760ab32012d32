package org.baoxue.cases.casefile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.baoxue.cases.casefile.CaseFile.Ending;
import org.baoxue.cases.casefile.Entry.Child;
import org.baoxue.cases.casefile.Entry.Day;
import org.baoxue.cases.casefile.Ground.Firing;
import org.baoxue.cases.casefile.Outcome.Moved;
import org.junit.jupiter.api.Test;

class EntryTest {

    private static final LocalDate MON = LocalDate.of(2026, 9, 7);
    private static final Firing DAY_3 = new Firing("f1", "spell-1", "suspected-dropout", 1, true);
    private static final Child HERE = new Child("ana", "school-a", "a-0701", "530113001", null);
    private static final Child THERE = new Child("ana", "school-b", "b-0701", "530113102", null);

    private final CaseFile open = CaseFile.open(DAY_3, MON, null).next();

    @Test
    void anAbsenceAtAnotherSchoolTakesTheEntryAlong() {
        var again = after(open.absent("spell-2", MON.plusDays(7)));
        var entry = entry(open).along(again, THERE, "spell-2");
        assertEquals(THERE, entry.child());
        assertEquals(open, entry.file());
        assertEquals(entry, entry.along(again, THERE, "spell-2"));
    }

    @Test
    void anAbsenceThatTheEntryDoesNotFollowMovesNothing() {
        var entry = entry(open);
        assertEquals(entry, entry.along(open, THERE, "spell-0"));
    }

    @Test
    void aClearedEntryStaysWhereItWasCleared() {
        var watched = after(open.absenceEnded("spell-1", Ending.RETURNED, MON.plusDays(3), MON.plusDays(10)));
        var proposed = after(watched.closingProposed(ClosingReason.RETURNED, "office", MON.plusDays(11)));
        var closed = entry(after(proposed.closingApproved("principal")));
        assertEquals(closed, closed.along(closed.file(), THERE, "spell-1"));
    }

    @Test
    void anEntryThatARelapseResumedStillSpeaksOfItsFirstAbsence() {
        var relapsed = after(open.absent("spell-2", MON.plusDays(7)));
        assertEquals(MON, entry(open).begins());
        assertEquals(MON, entry(relapsed).begins());
    }

    private static Entry entry(CaseFile file) {
        return new Entry(
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                HERE,
                file,
                null,
                true,
                List.of(new Day(MON, Day.Kind.CONFIRMED), new Day(MON.plusDays(1), Day.Kind.CONFIRMED)),
                null,
                Instant.parse("2026-09-09T07:00:00Z"),
                1);
    }

    private static CaseFile after(Outcome outcome) {
        return assertInstanceOf(Moved.class, outcome).next();
    }
}
