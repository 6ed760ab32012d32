package org.baoxue.local.demo;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who and what a demo is about, before anything happens. */
record World(
        ZoneId zone,
        List<Office> offices,
        List<School> schools,
        List<SchoolClass> classes,
        List<Child> children,
        List<Holder> holders) {

    /** An organisation that is no school. */
    record Office(String code, String kind, String name, String place) {}

    record Session(String code, String starts) {}

    record School(
            String code, String name, String place, List<Session> sessions, boolean exceptionsOnly, boolean boarding) {
        String system() {
            return "school-" + code;
        }
    }

    record SchoolClass(String id, String school, String stage) {}

    /** @param phone of the guardian, in a range that belongs to nobody */
    record Child(
            String id,
            String name,
            String classId,
            String school,
            String homePlace,
            String guardian,
            String phone,
            String language) {}

    /** One person in one post; who signs in has a user of the same name as the person's id. */
    record Holder(
            String post, String scope, String organisation, String person, String name, String role, String place) {}

    /** A fresh copy of the list by class. */
    Map<String, List<Child>> byClass() {
        return children.stream().collect(Collectors.groupingBy(Child::classId));
    }

    Map<String, School> schoolsByCode() {
        return schools.stream().collect(Collectors.toMap(School::code, Function.identity()));
    }

    List<SchoolClass> classesOf(School school) {
        return classes.stream()
                .filter(candidate -> candidate.school().equals(school.code()))
                .toList();
    }

    /** The person who answers for a post. */
    String personIn(String post, String scope) {
        return holders.stream()
                .filter(holder -> holder.post().equals(post) && holder.scope().equals(scope))
                .map(Holder::person)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody holds " + post + " of " + scope));
    }
}
