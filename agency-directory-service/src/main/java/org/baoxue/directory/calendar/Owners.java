package org.baoxue.directory.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.baoxue.directory.organisation.Organisation;
import org.baoxue.directory.organisation.Organisations;
import org.baoxue.directory.place.Level;
import org.baoxue.directory.place.Places;
import org.baoxue.directory.post.Posts;
import org.baoxue.kit.problem.Problem;
import org.baoxue.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Finds out whose calendar is meant. Every method wants a transaction around it. */
@ApplicationScoped
class Owners {

    private final CalendarRows rows;
    private final Places places;
    private final Organisations organisations;
    private final Posts posts;

    Owners(CalendarRows rows, Places places, Organisations organisations, Posts posts) {
        this.rows = rows;
        this.places = places;
        this.organisations = organisations;
        this.posts = posts;
    }

    /** The owner as the address and, for a class, the body name it; kept from being removed until the transaction ends. */
    Owner get(OwnerKind kind, String code, @Nullable String school) {
        return switch (kind) {
            case NATION, PLACE -> ofAPlace(kind, code);
            case SCHOOL ->
                new Owner(kind, code, null, school(code, "path:owner").place());
            case CLASS -> ofAClass(code, school);
        };
    }

    /** The school of a class, from its calendar or its class teacher's post. */
    Optional<String> schoolOf(String classId) {
        return rows.findByIdOptional(classId)
                .flatMap(row -> Optional.ofNullable(row.school))
                .or(() -> posts.schoolOfClass(classId));
    }

    private Owner ofAPlace(OwnerKind kind, String code) {
        var chain = places.hold(code);
        boolean nation = !chain.isEmpty() && chain.getFirst().level() == Level.NATION;
        if (chain.isEmpty()) {
            throw notOne("path:owner", "there is no place %s: see /v1/places".formatted(code));
        }
        if (nation != (kind == OwnerKind.NATION)) {
            throw notOne("path:ownerKind", nation ? "NATION, since it is the root of a tree" : "PLACE");
        }
        return new Owner(kind, code, null, code);
    }

    private Owner ofAClass(String classId, @Nullable String named) {
        var known = schoolOf(classId);
        if (named == null && known.isEmpty()) {
            throw notOne("/school", "the school of the class, which has neither a calendar nor a class teacher yet");
        }
        if (named != null && known.isPresent() && !known.get().equals(named)) {
            throw Problems.conflict(
                    "class-of-another-school",
                    "This class belongs to another school: ids of classes are unique in the suite.",
                    new Problem.At("/school", "the school of the class"));
        }
        var school = school(named != null ? named : known.orElseThrow(), "/school");
        return new Owner(OwnerKind.CLASS, classId, school.code(), school.place());
    }

    private Organisation school(String code, String pointer) {
        if (organisations.find(code).filter(found -> found.kind().isSchool()).isEmpty()) {
            throw notOne(pointer, "there is no school %s: see /v1/organisations?kind=SCHOOL".formatted(code));
        }
        return organisations.hold(code);
    }

    private static Problem notOne(String pointer, String wanted) {
        return Problems.unprocessable(
                "no-such-owner", "Nobody can own this calendar: mend the entry.", new Problem.At(pointer, wanted));
    }
}
