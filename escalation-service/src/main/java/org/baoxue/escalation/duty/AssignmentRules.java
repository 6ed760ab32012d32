package org.baoxue.escalation.duty;

import java.util.List;
import java.util.Set;

/**
 * Whether a duty may become another post's. Only an open one, only within its school, and only a post that sees the child and
 * may end the duty: the class's own teacher, the academic office, the principal. Its due time stays as it is.
 */
public final class AssignmentRules {
    private AssignmentRules() {}

    public sealed interface Outcome {}

    public record Assigned(Duty duty) implements Outcome {}

    /** It has its ending. */
    public record Ended() implements Outcome {}

    /** @param field of the request that stands against it */
    public record Refused(String field, String why) implements Outcome {}

    /** @param mayEnd the posts that may give the evidence which ends the duty's rule */
    public static Outcome of(Duty duty, Post to, Scopes scopes, Set<String> mayEnd) {
        List<Post> ofSchool = List.of(
                scopes.post(Post.CLASS_TEACHER), scopes.post(Post.ACADEMIC_OFFICE), scopes.post(Post.PRINCIPAL));
        if (!duty.isOpen()) {
            return new Ended();
        }
        if (!ofSchool.contains(to)) {
            return new Refused(
                    "/owner",
                    "a post of the school that sees the child: one of "
                            + ofSchool.stream()
                                    .map(post -> post.post() + "@" + post.scope())
                                    .toList());
        }
        if (!mayEnd.contains(to.post())) {
            return new Refused(
                    "/owner/post",
                    mayEnd.isEmpty()
                            ? "nobody records what ends " + duty.rule() + " here, so it stays where it is"
                            : "may not give the evidence that ends " + duty.rule() + ": one of "
                                    + mayEnd.stream().sorted().toList());
        }
        if (to.equals(duty.owner())) {
            return new Refused("/owner", "another post than the one that owes it already");
        }
        return new Assigned(duty.ownedBy(to));
    }
}
