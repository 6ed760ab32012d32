package org.baoxue.attendance.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers are made up: GB 11643-1999 itself gives the first as its example. */
class CodesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "fine",
            value = {
                "11010519491231002X,  fine",
                "440524188001010014,  digits 7 to 14 are no date of birth",
                "110105194912310029,  check character",
                "11010519491231002x,  17 digits",
                "1101051949123100,    17 digits",
                "911156199001010010,  fine",
                "99010519491231002X,  no province",
                "110105194902300020,  no date of birth"
            })
    void identity_numbers_by_gb_11643(String number, String fault) {
        says(Codes.IDENTITY_NUMBER, number, fault);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "fine",
            value = {
                "G11010519491231002X, fine",
                "J11010519491231002X, fine",
                "L530113201405060001, fine",
                "L530113201413060001, no date of birth",
                "L53011320140506000X, 18 digits follow L",
                "G110105194912310029, check character",
                "K11010519491231002X, 'G, J or L'",
                "11010519491231002X,  'G, J or L'"
            })
    void student_numbers_of_all_three_forms(String number, String fault) {
        says(Codes.STUDENT_NUMBER, number, fault);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "fine",
            value = {
                "53,           fine",
                "530113,       fine",
                "530113001,    fine",
                "530113001001, fine",
                "TX255901,     fine",
                "5301130,      '2, 4, 6, 9 or 12'",
                "53011300A,    '2, 4, 6, 9 or 12'",
                "990113,       no province"
            })
    void places_of_china_and_of_elsewhere(String code, String fault) {
        says(Codes.PLACE, code, fault);
    }

    /** What the check character is there for: any one digit that is wrong, and any two neighbours that changed places. */
    @Test
    void one_slip_of_the_pen_is_always_found() {
        var random = new Random(11_643);
        for (int n = 0; n < 500; n++) {
            var digits = "530113" + (2008 + random.nextInt(10))
                    + "%02d%02d%03d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(1000));
            var number = digits + Codes.checkCharacter(digits);
            assertThat(Codes.IDENTITY_NUMBER.fault(number)).as(number).isEmpty();
            int at = random.nextInt(17);
            var slip = new StringBuilder(number);
            slip.setCharAt(at, (char) ('0' + (number.charAt(at) - '0' + 1 + random.nextInt(9)) % 10));
            assertThat(Codes.IDENTITY_NUMBER.fault(slip.toString()))
                    .as(slip.toString())
                    .isPresent();
            IntStream.range(0, 16)
                    .filter(i -> number.charAt(i) != number.charAt(i + 1))
                    .forEach(i -> {
                        var swapped = new StringBuilder(number);
                        swapped.setCharAt(i, number.charAt(i + 1));
                        swapped.setCharAt(i + 1, number.charAt(i));
                        assertThat(Codes.IDENTITY_NUMBER.fault(swapped.toString()))
                                .as(swapped.toString())
                                .isPresent();
                    });
        }
    }

    private static void says(Codes code, String text, String fault) {
        if (fault == null) {
            assertThat(code.fault(text)).isEmpty();
        } else {
            assertThat(code.fault(text))
                    .hasValueSatisfying(said -> assertThat(said).contains(fault));
        }
    }
}
