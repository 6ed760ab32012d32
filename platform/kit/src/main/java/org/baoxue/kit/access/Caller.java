package org.baoxue.kit.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import org.baoxue.kit.problem.Problems;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who calls: roles and organisation from the token, and how far that lets them see. */
@RequestScoped
public class Caller {

    private static final Set<String> OF_A_SCHOOL = Set.of(Roles.ACADEMIC_OFFICE, Roles.PRINCIPAL, Roles.SCHOOL_SYSTEM);
    private static final Set<String> OF_A_PLACE = Set.of(
            Roles.TOWNSHIP_OFFICER,
            Roles.COUNTY_BUREAU,
            Roles.PREFECTURE_BUREAU,
            Roles.PROVINCE_OBSERVER,
            Roles.COUNTY_SYSTEM);

    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private final HeldClasses held;
    private @Nullable Scope scope;

    Caller(SecurityIdentity identity, JsonWebToken token, HeldClasses held) {
        this.identity = identity;
        this.token = token;
        this.held = held;
    }

    /** The person in the directory, or for a machine the name of its client. */
    public String person() {
        var person = claim("person");
        return person != null ? person : identity.getPrincipal().getName();
    }

    /** The code of the organisation that the caller belongs to, if the token names one. */
    public @Nullable String organisation() {
        return claim("org");
    }

    public boolean is(String role) {
        return identity.hasRole(role);
    }

    public Set<String> roles() {
        return identity.getRoles();
    }

    /**
     * The widest scope that the caller's roles give; an operator sees no child. Looked up once a request: whoever asks again
     * inside a transaction needs no second connection.
     */
    public Scope scope() {
        if (scope == null) {
            scope = widest();
        }
        return scope;
    }

    private Scope widest() {
        var place = claim("place");
        if (place != null && identity.getRoles().stream().anyMatch(OF_A_PLACE::contains)) {
            return new Scope.Place(place);
        }
        var school = organisation();
        if (school != null && identity.getRoles().stream().anyMatch(OF_A_SCHOOL::contains)) {
            return new Scope.School(school);
        }
        if (school != null && is(Roles.CLASS_TEACHER)) {
            return new Scope.Classes(school, held.of(person()));
        }
        return new Scope.Nothing();
    }

    /** Refuses with 403 unless a row with these codes is within the caller's scope. */
    public void mustSee(String place, @Nullable String homePlace, String school, @Nullable String classId) {
        if (!scope().sees(place, homePlace, school, classId)) {
            throw Problems.forbidden(
                    "This lies outside what your token allows: use one of the organisation concerned.");
        }
    }

    private @Nullable String claim(String name) {
        var value = token.getClaim(name);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }
}
