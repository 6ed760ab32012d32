package org.baoxue.cases.persuasion;

/** As what somebody took part, and for which body. */
public enum ParticipantKind {
    CLASS_TEACHER(Body.SCHOOL),
    ASSIGNED_TEACHER(Body.SCHOOL),
    TEACHER(Body.SCHOOL),
    ACADEMIC_OFFICE(Body.SCHOOL),
    PRINCIPAL(Body.SCHOOL),
    TOWNSHIP_OFFICER(Body.TOWNSHIP),
    VILLAGE_CADRE(Body.TOWNSHIP),
    RESIDENT_SECRETARY(Body.TOWNSHIP),
    JUDICIAL_OFFICE(Body.JUSTICE),
    POLICE(Body.POLICE),
    EDUCATION_BUREAU(Body.EDUCATION),
    OTHER_DEPARTMENT(Body.OTHER),
    GUARDIAN(Body.FAMILY),
    STUDENT(Body.FAMILY);

    enum Body {
        SCHOOL,
        TOWNSHIP,
        JUSTICE,
        POLICE,
        EDUCATION,
        OTHER,
        FAMILY
    }

    private final Body body;

    ParticipantKind(Body body) {
        this.body = body;
    }

    Body body() {
        return body;
    }
}
