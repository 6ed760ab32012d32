package org.baoxue.notification.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who hears what a vacant or unreached post cannot: the level above, then the one above that. */
final class LevelsAbove {

    private static final List<String> IN_SCHOOL = List.of("academic-office", "principal");
    private static final Set<String> OF_SCHOOL =
            Set.of("class-teacher", "assigned-teacher", "academic-office", "principal");
    private static final String COUNTY_BUREAU = "county-bureau";

    private LevelsAbove() {}

    /** The posts above {@code audience}, nearest first. */
    static List<PostRef> of(PostRef audience, Subject subject, Map<String, List<World.Ancestor>> ancestors) {
        return switch (audience.post()) {
            case PostRef.GUARDIAN -> aboveGuardian(subject, ancestors);
            case "class-teacher", "assigned-teacher" -> inSchoolFrom(0, subject, ancestors);
            case "academic-office" -> inSchoolFrom(1, subject, ancestors);
            case "principal" -> ofPlaces(subject.place(), ancestors).toList();
            default -> ofPlaces(audience.scope(), ancestors).toList();
        };
    }

    /**
     * Who hears of a post that no message reached. A mail server that is away is a whole school's, and no reason to tell the
     * township of a child's first day: what the school has to see to ends at its principal.
     */
    static List<PostRef> ofUnreached(PostRef audience, Subject subject, Map<String, List<World.Ancestor>> ancestors) {
        var above = of(audience, subject, ancestors);
        return OF_SCHOOL.contains(audience.post())
                ? above.stream().filter(post -> OF_SCHOOL.contains(post.post())).toList()
                : above;
    }

    /** A guardian without an address is no vacant post, but nobody hears either: the class teacher is the next. */
    private static List<PostRef> aboveGuardian(Subject subject, Map<String, List<World.Ancestor>> ancestors) {
        var school = inSchoolFrom(0, subject, ancestors).stream();
        var teacher = Stream.ofNullable(subject.classId()).map(id -> new PostRef("class-teacher", id));
        return Stream.concat(teacher, school).toList();
    }

    private static List<PostRef> inSchoolFrom(int first, Subject subject, Map<String, List<World.Ancestor>> ancestors) {
        var school = IN_SCHOOL.stream().skip(first).map(post -> new PostRef(post, subject.school()));
        return Stream.concat(school, ofPlaces(subject.place(), ancestors)).toList();
    }

    private static Stream<PostRef> ofPlaces(String place, Map<String, List<World.Ancestor>> ancestors) {
        return ancestors.getOrDefault(place, List.of()).stream().flatMap(above -> switch (above.level()) {
            case "TOWNSHIP" -> Stream.of(new PostRef("township-officer", above.code()));
            case "COUNTY" -> Stream.of(new PostRef(COUNTY_BUREAU, above.code()));
            case "PREFECTURE" -> Stream.of(new PostRef("prefecture-bureau", above.code()));
            default -> Stream.empty();
        });
    }
}
