package org.baoxue.directory.post;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.baoxue.directory.organisation.Organisation;
import org.baoxue.directory.organisation.OrganisationKind;

/** The posts that owe or hear something, and what the scope of each is. */
enum PostKind {
    CLASS_TEACHER(OrganisationKind.SCHOOL, Of.CLASS),
    ACADEMIC_OFFICE(OrganisationKind.SCHOOL, Of.ORGANISATION),
    PRINCIPAL(OrganisationKind.SCHOOL, Of.ORGANISATION),
    ASSIGNED_TEACHER(OrganisationKind.SCHOOL, Of.ORGANISATION),
    TOWNSHIP_OFFICER(OrganisationKind.TOWNSHIP_GOVERNMENT, Of.PLACE),
    VILLAGE_CADRE(OrganisationKind.TOWNSHIP_GOVERNMENT, Of.VILLAGE),
    COUNTY_BUREAU(OrganisationKind.EDUCATION_BUREAU, Of.PLACE);

    private enum Of {
        CLASS,
        ORGANISATION,
        PLACE,
        VILLAGE
    }

    private final OrganisationKind organisation;
    private final Of scope;

    PostKind(OrganisationKind organisation, Of scope) {
        this.organisation = organisation;
        this.scope = scope;
    }

    /** The word on the wire: {@code class-teacher}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<PostKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Stream.of(values()).map(PostKind::word).toList();
    }

    boolean isOfAClass() {
        return scope == Of.CLASS;
    }

    boolean isOfAVillage() {
        return scope == Of.VILLAGE;
    }

    OrganisationKind organisation() {
        return organisation;
    }

    /** Whether the post of this organisation can have that scope. */
    boolean fits(String postScope, Organisation of) {
        return switch (scope) {
            case CLASS -> true;
            case ORGANISATION -> postScope.equals(of.code());
            case PLACE -> postScope.equals(of.place());
            case VILLAGE ->
                postScope.startsWith(of.place())
                        && postScope.length() > of.place().length();
        };
    }

    /** What the scope must be, for a person who reads it. */
    String scopeOf(Organisation of) {
        return switch (scope) {
            case CLASS -> "the id of a class";
            case ORGANISATION -> of.code();
            case PLACE -> of.place();
            case VILLAGE -> "the code of a village below " + of.place();
        };
    }
}
