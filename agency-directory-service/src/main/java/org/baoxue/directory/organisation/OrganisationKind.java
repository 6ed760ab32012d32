package org.baoxue.directory.organisation;

/** What an organisation is. */
public enum OrganisationKind {
    SCHOOL,
    TOWNSHIP_GOVERNMENT,
    EDUCATION_BUREAU,
    OTHER;

    public boolean isSchool() {
        return this == SCHOOL;
    }
}
