package org.baoxue.attendance.code;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A number or code that has a form of its own, and what it must look like. Whether somebody bears it, no rule of its form can say. */
public enum Codes {

    /** 居民身份证号码 by GB 11643: place, date of birth, order and check character. */
    IDENTITY_NUMBER {
        @Override
        public Optional<String> fault(String text) {
            if (!NUMBER.matcher(text).matches()) {
                return Optional.of("17 digits and a check character, a digit or X");
            }
            if (!isProvince(text) && !(text.startsWith(PERMANENT_RESIDENT) && isProvince(text.substring(1)))) {
                return Optional.of("the first two digits are those of no province");
            }
            if (!isDate(text.substring(BIRTH_FROM, BIRTH_TO))) {
                return Optional.of("digits 7 to 14 are no date of birth");
            }
            return text.charAt(CHECKED) == checkCharacter(text)
                    ? Optional.empty()
                    : Optional.of("the check character does not fit the digits: one of them is wrong");
        }
    },

    /**
     * 全国学籍号: {@code G} before an identity number; {@code J} before a number of the same form where the child has none; {@code L}
     * before place, date of birth and four digits while it is provisional.
     */
    STUDENT_NUMBER {
        @Override
        public Optional<String> fault(String text) {
            if (text.length() != LENGTH + 1 || "GJL".indexOf(text.charAt(0)) < 0) {
                return Optional.of("G, J or L and 18 characters");
            }
            var number = text.substring(1);
            if (text.charAt(0) != 'L') {
                return IDENTITY_NUMBER.fault(number);
            }
            if (!DIGITS.matcher(number).matches() || !isProvince(number)) {
                return Optional.of("18 digits follow L, of which the first two are those of a province");
            }
            return isDate(number.substring(BIRTH_FROM, BIRTH_TO))
                    ? Optional.empty()
                    : Optional.of("digits 7 to 14 behind L are no date of birth");
        }
    },

    /** A place: of China by GB/T 2260 and GB/T 10114, province to village; of another tree by whatever names it there. */
    PLACE {
        @Override
        public Optional<String> fault(String text) {
            if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
                return Optional.empty();
            }
            if (!DIGITS.matcher(text).matches() || !LENGTHS_OF_PLACES.contains(text.length())) {
                return Optional.of(
                        "a place in China has 2, 4, 6, 9 or 12 digits: province, prefecture, county, township, village");
            }
            return isProvince(text) ? Optional.empty() : Optional.of("the first two digits are those of no province");
        }
    },

    /** A telephone number of China, or of any country with + and its code. */
    PHONE {
        @Override
        public Optional<String> fault(String text) {
            return Phones.e164(text).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            "a telephone number: 11 digits of a mobile in China, or + and the code of the country in front");
        }
    };

    /** Before the province, on a foreigner's permanent resident card (外国人永久居留身份证). */
    private static final String PERMANENT_RESIDENT = "9";

    private static final int LENGTH = 18;
    private static final int CHECKED = LENGTH - 1;
    private static final int BIRTH_FROM = 6;
    private static final int BIRTH_TO = 14;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{17}[0-9X]");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Set<Integer> LENGTHS_OF_PLACES = Set.of(2, 4, 6, 9, 12);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /** GB/T 2260, the two digits of a province, autonomous region, municipality or special administrative region. */
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83");

    /** What is wrong with it and how to mend it; says nothing of what stands in it. */
    public abstract Optional<String> fault(String text);

    /** The date of birth that stands in an identity number that has no {@link #fault}. */
    public static LocalDate bornBy(String identityNumber) {
        return LocalDate.parse(identityNumber.substring(BIRTH_FROM, BIRTH_TO), DATE);
    }

    /** ISO 7064, MOD 11-2, of the first 17 digits. */
    static char checkCharacter(String digits) {
        int remainder = 0;
        for (int i = 0; i < CHECKED; i++) {
            remainder = (remainder + digits.charAt(i) - '0') * 2 % 11;
        }
        int check = (12 - remainder) % 11;
        return check == 10 ? 'X' : (char) ('0' + check);
    }

    private static boolean isProvince(String text) {
        return PROVINCES.contains(text.substring(0, 2));
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text, DATE).getYear() > 1900;
        } catch (DateTimeException none) {
            return false;
        }
    }
}
