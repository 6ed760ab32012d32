package org.baoxue.local.keycloak;

/** Somebody who signs in on this machine; empty means the claim is absent. */
public record Person(String user, String role, String org, String place, String person) {

    public static Person ofSchool(String user, String role, String school, String person) {
        return new Person(user, role, school, "", person);
    }

    public static Person ofPlace(String user, String role, String org, String place, String person) {
        return new Person(user, role, org, place, person);
    }

    public static Person operator() {
        return new Person("operator", "operator", "", "", "");
    }
}
