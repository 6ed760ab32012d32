package org.baoxue.kit.web;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Of a place coded by digits (GB/T 2260), the length of the codes of the places next below: prefecture, county, township. */
public final class PlaceLevels {

    private static final Pattern CHINESE = Pattern.compile("[0-9]{2,9}");
    private static final List<Integer> LENGTHS = List.of(4, 6, 9);

    private PlaceLevels() {}

    /** Nothing of a township, and of a place that is not coded by digits: only schools lie below. */
    public static OptionalInt below(String place) {
        return CHINESE.matcher(place).matches()
                ? LENGTHS.stream()
                        .mapToInt(Integer::intValue)
                        .filter(length -> length > place.length())
                        .findFirst()
                : OptionalInt.empty();
    }
}
