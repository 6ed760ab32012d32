package org.baoxue.directory.organisation;

import org.jspecify.annotations.Nullable;

/**
 * An organisation as everybody reads it.
 *
 * @param zone IANA, never absent: inherited from the place where the organisation names none
 * @param school only of a school
 */
public record Organisation(
        String code,
        OrganisationKind kind,
        String name,
        String place,
        String zone,
        @Nullable School school) {

    /** The school's code in rows that row-level security guards; null for other organisations. */
    public @Nullable String schoolCode() {
        return kind.isSchool() ? code : null;
    }
}
