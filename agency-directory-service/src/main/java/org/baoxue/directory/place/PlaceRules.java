package org.baoxue.directory.place;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.baoxue.kit.problem.Problem.At;
import org.jspecify.annotations.Nullable;

/** What a place's code, level and parent must be to each other. */
final class PlaceRules {

    static final String CHINA = "CN";
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern OTHER_TREE = Pattern.compile("[A-Z][A-Za-z0-9._-]{1,31}");
    private static final int LONGEST_NAME = 100;

    private PlaceRules() {}

    /** The parent that the code itself names, where it is one of GB/T 2260. */
    static @Nullable String parentOf(String code, Level level) {
        if (!isChinese(code)) {
            return null;
        }
        return level.above() == Level.NATION
                ? CHINA
                : code.substring(0, Math.min(code.length(), level.above().digits()));
    }

    /** Everything that is wrong with the place as such; whether its parent exists is known elsewhere. */
    static List<At> faults(Place place) {
        var faults = new ArrayList<At>();
        if (place.name().isBlank()
                || place.name().length() > LONGEST_NAME
                || place.name().chars().anyMatch(Character::isISOControl)) {
            faults.add(new At("/name", "a name of 1 to %d characters on one line".formatted(LONGEST_NAME)));
        }
        if (place.zone() != null && !ZoneId.getAvailableZoneIds().contains(place.zone())) {
            faults.add(new At("/zone", "an IANA zone such as Asia/Shanghai"));
        }
        if (place.level() == Level.NATION && place.zone() == null) {
            faults.add(new At("/zone", "the root of a tree needs a zone, which the places below inherit"));
        }
        if (isChinese(place.code())) {
            chinese(place, faults);
        } else {
            otherTree(place, faults);
        }
        return faults;
    }

    static boolean isChinese(String code) {
        return DIGITS.matcher(code).matches();
    }

    private static void chinese(Place place, List<At> faults) {
        var level = place.level();
        if (level == Level.NATION || place.code().length() != level.digits()) {
            faults.add(new At(
                    "/level",
                    "a code of digits has 2 (province), 4 (prefecture), 6 (county), 9 (township) or 12 (village)"));
        } else if (place.parent() != null && !place.parent().equals(parentOf(place.code(), level))) {
            faults.add(new At("/parent", "the code itself says %s".formatted(parentOf(place.code(), level))));
        }
    }

    private static void otherTree(Place place, List<At> faults) {
        var parent = place.parent();
        if (!OTHER_TREE.matcher(place.code()).matches()) {
            faults.add(new At(
                    "path:code",
                    "digits of GB/T 2260, or a code of 2 to 32 letters and digits beginning with a capital letter"));
        }
        if (place.level() == Level.NATION) {
            if (parent != null) {
                faults.add(new At("/parent", "the root of a tree has none"));
            }
        } else if (parent == null
                || !place.code().startsWith(parent)
                || place.code().length() == parent.length()) {
            faults.add(new At("/parent", "the code of the place above, with which this place's code begins"));
        }
    }
}
