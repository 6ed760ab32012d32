package org.baoxue.directory.organisation;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.baoxue.directory.place.Level;
import org.baoxue.kit.problem.Problem.At;
import org.jspecify.annotations.Nullable;

/** What an organisation must be, given the level of its place. */
final class OrganisationRules {

    private static final Set<Level> OF_BUREAUS = Set.of(Level.COUNTY, Level.PREFECTURE, Level.PROVINCE);

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int IDENTIFICATION_DIGITS = 10;

    /** From the kindergarten (11) by primary (21, 22), secondary (31 to 37) and special education (51) to what is none of these. */
    private static final Set<String> KINDS_OF_SCHOOL =
            Set.of("11", "21", "22", "31", "32", "33", "34", "35", "36", "37", "41", "42", "51", "91", "92", "93");

    private OrganisationRules() {}

    static List<At> faults(Organisation organisation, Level placeLevel) {
        var faults = new ArrayList<At>();
        if (!ZoneId.getAvailableZoneIds().contains(organisation.zone())) {
            faults.add(new At("/zone", "an IANA zone such as Asia/Shanghai"));
        }
        var school = organisation.school();
        if (organisation.kind().isSchool() && school == null) {
            faults.add(new At("/school", "a school says its sessions here"));
        }
        if (!organisation.kind().isSchool() && school != null) {
            faults.add(new At("/school", "only of an organisation of kind SCHOOL"));
        }
        if (school != null) {
            sessions(school, faults);
        }
        kind(organisation, placeLevel, faults);
        return faults;
    }

    private static void kind(Organisation organisation, Level level, List<At> faults) {
        switch (organisation.kind()) {
            case SCHOOL -> {
                place(level == Level.TOWNSHIP, "the township where the school lies", faults);
                identification(organisation, faults);
            }
            case TOWNSHIP_GOVERNMENT -> {
                place(level == Level.TOWNSHIP, "the township that it governs", faults);
                code(organisation, "-gov", faults);
            }
            case EDUCATION_BUREAU -> {
                place(OF_BUREAUS.contains(level), "a county, prefecture or province", faults);
                code(organisation, "-edu", faults);
            }
            case OTHER -> {}
        }
    }

    private static void place(boolean fits, String wanted, List<At> faults) {
        if (!fits) {
            faults.add(new At("/place", wanted));
        }
    }

    /**
     * A code of digits alone is China's 学校（机构）标识码 by the 《学校（机构）代码管理办法》 of the Ministry of Education (2011); where it
     * is not known yet, a code with a letter is the operator's own.
     */
    private static void identification(Organisation organisation, List<At> faults) {
        var code = organisation.code();
        var place = organisation.place();
        if (!Character.isDigit(place.charAt(0)) || !DIGITS.matcher(code).matches()) {
            return;
        }
        if (code.length() != IDENTIFICATION_DIGITS) {
            faults.add(new At("path:code", "a 学校标识码 has 10 digits; a code of your own has a letter in it"));
        } else if (!KINDS_OF_SCHOOL.contains(code.substring(0, 2))) {
            faults.add(new At("path:code", "a 学校标识码 begins with the kind of school, such as 21 or 31"));
        } else if (!code.startsWith(place.substring(0, 2), 2)) {
            faults.add(new At("path:code", "digits 3 and 4 of a 学校标识码 are those of the province of its place"));
        }
    }

    /** Others address these organisations by their place alone. */
    private static void code(Organisation organisation, String suffix, List<At> faults) {
        if (!organisation.code().equals(organisation.place() + suffix)) {
            faults.add(new At("path:code", "this kind's code is its place's: " + organisation.place() + suffix));
        }
    }

    private static void sessions(School school, List<At> faults) {
        var codes = new HashSet<String>();
        School.@Nullable Session before = null;
        for (int i = 0; i < school.sessions().size(); i++) {
            var session = school.sessions().get(i);
            if (!codes.add(session.code())) {
                faults.add(new At("/school/sessions/%d/code".formatted(i), "each session has a code of its own"));
            }
            if (before != null && !session.starts().isAfter(before.starts())) {
                faults.add(new At("/school/sessions/%d/starts".formatted(i), "after the session before it"));
            }
            before = session;
        }
    }
}
