package org.baoxue.escalation.desk;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.baoxue.escalation.duty.Evidence.Kind;
import org.baoxue.escalation.duty.EvidenceRules;
import org.baoxue.escalation.duty.Post;
import org.baoxue.kit.access.Caller;
import org.baoxue.kit.access.Roles;

/** Who may say what of a duty; a note is anybody's who sees it. What has no entry is recorded in another service. */
final class MaySay {
    private static final Set<String> SCHOOL =
            Set.of(Roles.CLASS_TEACHER, Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM);
    private static final Set<String> OFFICE = Set.of(Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL);
    private static final Set<String> POSTS_OF_SCHOOL = Set.of(Post.CLASS_TEACHER, Post.ACADEMIC_OFFICE, Post.PRINCIPAL);

    private static final Map<Kind, Set<String>> ROLES = Map.ofEntries(
            Map.entry(Kind.CONTACT_ATTEMPT, SCHOOL),
            Map.entry(Kind.LIST_DELIVERED, SCHOOL),
            Map.entry(Kind.LIST_ACKNOWLEDGED, OFFICE),
            Map.entry(Kind.LIST_SIGNED, Set.of(Roles.PRINCIPAL)),
            Map.entry(Kind.VERIFICATION, OFFICE),
            Map.entry(Kind.RELEASE, OFFICE),
            Map.entry(Kind.INFORMED, OFFICE),
            Map.entry(Kind.PRINCIPAL_WORD, Set.of(Roles.PRINCIPAL)),
            Map.entry(Kind.LEAVE_DECISION, Set.of(Roles.PRINCIPAL)),
            Map.entry(Kind.VISIT, SCHOOL),
            Map.entry(Kind.JOINT_VISIT, Set.of(Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.TOWNSHIP_OFFICER)),
            Map.entry(Kind.SENT, SCHOOL),
            Map.entry(Kind.RELEASE_DUTY, OFFICE),
            Map.entry(
                    Kind.NOTE,
                    Set.of(
                            Roles.CLASS_TEACHER,
                            Roles.ACADEMIC_OFFICE,
                            Roles.PRINCIPAL,
                            Roles.TOWNSHIP_OFFICER,
                            Roles.COUNTY_BUREAU)));

    private MaySay() {}

    static boolean may(Caller caller, Kind kind) {
        return ROLES.getOrDefault(kind, Set.of()).stream().anyMatch(caller::is);
    }

    /** The posts of a school that may record what ends a duty of the rule. */
    static Set<String> postsThatEnd(String rule) {
        return whoEnds(rule).filter(POSTS_OF_SCHOOL::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** The roles that may record what ends a duty of the rule. */
    static Stream<String> whoEnds(String rule) {
        return EvidenceRules.endings(rule).stream().flatMap(kind -> ROLES.getOrDefault(kind, Set.of()).stream());
    }
}
