package org.baoxue.escalation.duty;

/** Who owes or hears: a post and what it is held for (a class, a school, a place), or a child's guardian. */
public record Post(String post, String scope) {
    public static final String CLASS_TEACHER = "class-teacher";
    public static final String ACADEMIC_OFFICE = "academic-office";
    public static final String PRINCIPAL = "principal";
    public static final String ASSIGNED_TEACHER = "assigned-teacher";
    public static final String TOWNSHIP_OFFICER = "township-officer";
    public static final String VILLAGE_CADRE = "village-cadre";
    public static final String COUNTY_BUREAU = "county-bureau";
    public static final String GUARDIAN = "guardian";
}
