package org.baoxue.escalation.duty;

import static org.baoxue.escalation.duty.Office.SCOPES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Set;
import org.baoxue.escalation.spell.Child;
import org.junit.jupiter.api.Test;

/** An open duty may become another post's, within the school, where that post can end it. */
class AssignmentRulesTest {
    private static final Set<String> OFFICE = Set.of(Post.ACADEMIC_OFFICE, Post.PRINCIPAL);

    private final Office office = new Office();
    private final Duty verification;

    AssignmentRulesTest() {
        office.decides(new Child().absent("2026-09-07 08:05"), "2026-09-07 08:06");
        verification = office.duty("verify-same-day").getFirst();
    }

    @Test
    void the_new_owner_owes_it_by_the_same_time() {
        Duty moved = assertInstanceOf(
                        AssignmentRules.Assigned.class,
                        AssignmentRules.of(verification, SCOPES.post(Post.PRINCIPAL), SCOPES, OFFICE))
                .duty();
        assertEquals(SCOPES.post(Post.PRINCIPAL), moved.owner());
        assertEquals(verification, moved.ownedBy(verification.owner()), "and nothing else of it is changed");
    }

    @Test
    void nobody_else_may_owe_it() {
        assertEquals("/owner", refused(SCOPES.post(Post.TOWNSHIP_OFFICER), OFFICE));
        assertEquals("/owner", refused(new Post(Post.PRINCIPAL, "another-school"), OFFICE));
        assertEquals("/owner", refused(new Post(Post.CLASS_TEACHER, "702"), OFFICE), "does not see the child");
        assertEquals("/owner", refused(new Post(Post.ASSIGNED_TEACHER, SCOPES.school()), OFFICE));
        assertEquals("/owner/post", refused(SCOPES.post(Post.CLASS_TEACHER), OFFICE), "may not verify");
        assertEquals("/owner/post", refused(SCOPES.post(Post.PRINCIPAL), Set.of()), "ended by nobody's word");
        assertEquals("/owner", refused(verification.owner(), OFFICE), "it is theirs already");
    }

    @Test
    void what_has_its_ending_stays_where_it_is() {
        Duty done = verification.done(Child.at("2026-09-07 12:00"));
        assertInstanceOf(
                AssignmentRules.Ended.class, AssignmentRules.of(done, SCOPES.post(Post.PRINCIPAL), SCOPES, OFFICE));
    }

    private String refused(Post to, Set<String> mayEnd) {
        return assertInstanceOf(AssignmentRules.Refused.class, AssignmentRules.of(verification, to, SCOPES, mayEnd))
                .field();
    }
}
