package org.baoxue.directory.access;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.baoxue.directory.Given;
import org.baoxue.testkit.Tokens;

/** The callers of the access table and what stands around them. */
final class World {

    /** Something of the directory that a caller reaches for. */
    record Target(String organisation, String place, boolean school) {
        String post() {
            if (school) {
                return "principal";
            }
            return organisation.endsWith("-gov") ? "township-officer" : "county-bureau";
        }

        String scope() {
            return school ? organisation : place;
        }

        String calendar() {
            return school ? "school/" + organisation : (place.equals("CN") ? "nation/" : "place/") + place;
        }
    }

    private static final Map<String, Target> TARGETS = Map.ofEntries(
            Map.entry("school own", school("2153011350", "530113001")),
            Map.entry("school sibling", school("2153011351", "530113001")),
            Map.entry("school parent", government("530113001")),
            Map.entry("school foreign", school("2153010250", "530102001")),
            Map.entry("township-officer own", school("2153011350", "530113001")),
            Map.entry("township-officer sibling", government("530113002")),
            Map.entry("township-officer parent", bureau("530113")),
            Map.entry("township-officer foreign", government("530102001")),
            Map.entry("county-bureau own", school("2153011350", "530113001")),
            Map.entry("county-bureau sibling", bureau("530102")),
            Map.entry("county-bureau parent", bureau("5301")),
            Map.entry("county-bureau foreign", bureau("440103")),
            Map.entry("prefecture-bureau own", bureau("530113")),
            Map.entry("prefecture-bureau sibling", bureau("530302")),
            Map.entry("prefecture-bureau parent", bureau("53")),
            Map.entry("prefecture-bureau foreign", bureau("440103")),
            Map.entry("province-observer own", bureau("530113")),
            Map.entry("province-observer sibling", bureau("440103")),
            Map.entry("province-observer parent", new Target("ministry", "CN", false)),
            Map.entry("province-observer foreign", bureau("440103")));

    private static final Map<String, String> PLACE_OF = Map.of(
            "township-officer", "530113001",
            "county-bureau", "530113",
            "county-system", "530113",
            "prefecture-bureau", "5301",
            "province-observer", "53");

    private World() {}

    static Target target(String role, String where) {
        var group = role.equals("county-system") ? "county-bureau" : PLACE_OF.containsKey(role) ? role : "school";
        return Objects.requireNonNull(TARGETS.get(group + " " + where));
    }

    /** The token of a role's caller; empty for nobody. */
    static String token(String role) {
        var place = PLACE_OF.get(role);
        if (place != null) {
            return Tokens.ofPlace(role, "p-" + role, place);
        }
        return switch (role) {
            case "nobody" -> "";
            case "operator", "government-platform" -> Tokens.of(role);
            default -> Tokens.ofSchool(role, "p-" + role, "2153011350");
        };
    }

    /** Puts the target there with a post and a calendar, whatever the cell before did to it. */
    static void stands(Target target) {
        if (target.school()) {
            Given.school(target.organisation(), target.place());
        } else if (target.organisation().endsWith("-gov")) {
            Given.government(target.place());
        } else if (target.organisation().endsWith("-edu")) {
            Given.educationBureau(target.place());
        } else {
            Given.written(
                    "/v1/organisations/" + target.organisation(),
                    Map.of("kind", "OTHER", "name", "教育部", "place", target.place()));
        }
        if (target.scope().length() >= 6) {
            Given.post(target.organisation(), target.post(), target.scope(), Given.holder("p-1", "2026-09-01"));
        }
        if (!target.place().equals("CN")) {
            Given.written("/v1/calendars/" + target.calendar(), Map.of("terms", List.of(), "days", List.of()));
        }
    }

    /** A place on which nothing stands, so that it can be removed. */
    static String emptyPlaceBelow(Target target) {
        var place = target.place();
        var code =
                switch (place.length()) {
                    case 2 -> (place.equals("CN") ? "" : place) + "97";
                    case 4 -> place + "97";
                    default -> place + "997";
                };
        var level =
                switch (code.length()) {
                    case 2 -> "PROVINCE";
                    case 4 -> "PREFECTURE";
                    case 6 -> "COUNTY";
                    case 9 -> "TOWNSHIP";
                    default -> "VILLAGE";
                };
        Given.written("/v1/places/" + code, Map.of("name", "空地", "level", level));
        return code;
    }

    /** An organisation without posts in the same place. */
    static String emptyOrganisationBeside(Target target) {
        var code = target.organisation() + "-empty";
        Given.written("/v1/organisations/" + code, Map.of("kind", "OTHER", "name", "空机构", "place", target.place()));
        return code;
    }

    private static Target school(String code, String township) {
        return new Target(code, township, true);
    }

    private static Target government(String township) {
        return new Target(township + "-gov", township, false);
    }

    private static Target bureau(String place) {
        return new Target(place + "-edu", place, false);
    }
}
