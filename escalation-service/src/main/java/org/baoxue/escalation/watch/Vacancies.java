package org.baoxue.escalation.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.baoxue.escalation.duty.Post;
import org.baoxue.escalation.duty.Scopes;
import org.baoxue.escalation.duty.Tell;

/** A duty whose owner's post nobody holds is told at once to the level above: the next post up that somebody holds. */
final class Vacancies {
    private static final List<String> LEVELS = List.of(
            Post.CLASS_TEACHER, Post.ASSIGNED_TEACHER, Post.ACADEMIC_OFFICE, Post.PRINCIPAL, Post.COUNTY_BUREAU);

    private Vacancies() {}

    /** {@code tells} and, where {@code owner} is nobody, whoever is above; {@code held} are posts as {@code post@scope}. */
    static List<Tell> reported(Post owner, List<Tell> tells, Scopes scopes, Set<String> held, Instant now) {
        if (isHeld(owner, held)) {
            return tells;
        }
        List<Post> above = LEVELS.stream()
                .skip(LEVELS.indexOf(owner.post()) + 1L)
                .filter(level -> !level.equals(Post.ASSIGNED_TEACHER))
                .map(scopes::post)
                .toList();
        Post heard =
                above.stream().filter(post -> isHeld(post, held)).findFirst().orElse(scopes.post(Post.COUNTY_BUREAU));
        List<Tell> all = new ArrayList<>(tells);
        all.add(new Tell(heard, Tell.VACANT, now, false, null));
        return all;
    }

    private static boolean isHeld(Post post, Set<String> held) {
        return held.contains(post.post() + "@" + post.scope());
    }
}
