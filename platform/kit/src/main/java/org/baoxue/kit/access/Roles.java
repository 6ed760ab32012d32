package org.baoxue.kit.access;

/** The roles a token may carry. */
public final class Roles {
    public static final String CLASS_TEACHER = "class-teacher";
    public static final String ACADEMIC_OFFICE = "academic-office";
    public static final String PRINCIPAL = "principal";
    public static final String TOWNSHIP_OFFICER = "township-officer";
    public static final String COUNTY_BUREAU = "county-bureau";
    public static final String PREFECTURE_BUREAU = "prefecture-bureau";
    public static final String PROVINCE_OBSERVER = "province-observer";
    public static final String SCHOOL_SYSTEM = "school-system";
    /** A machine that posts for all schools of a place. */
    public static final String COUNTY_SYSTEM = "county-system";

    public static final String GOVERNMENT_PLATFORM = "government-platform";
    public static final String OPERATOR = "operator";

    private Roles() {}
}
