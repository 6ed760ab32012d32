package org.baoxue.attendance.code;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Telephone numbers as they are dialled from anywhere (ITU-T E.164). One without a country code is of China. Which of the possible
 * numbers are given out changes from year to year: whether somebody has one, no rule of its form can say.
 */
public final class Phones {

    /** ITU-T has given +999 to no country: what demonstrations and trainings dial reaches nobody. */
    private static final Pattern NOBODYS = Pattern.compile("\\+999[0-9]{7,12}");

    private static final Pattern SEPARATORS = Pattern.compile("[\\s().-]+");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final String CHINA = "CN";
    private static final int CHINAS_CODE = 86;

    /** China's numbering plan: Beijing, a mobile, another area with its code. */
    private static final Pattern OF_CHINA = Pattern.compile("10[0-9]{8}|1[3-9][0-9]{9}|[2-9][0-9]{9,10}");

    private Phones() {}

    /** In the form {@code +8613900001111}; empty when nobody can be reached by it. */
    public static Optional<String> e164(String written) {
        var plain = SEPARATORS.matcher(written).replaceAll("");
        if (NOBODYS.matcher(plain).matches()) {
            return Optional.of(plain);
        }
        if (LETTER.matcher(written).find()) {
            return Optional.empty();
        }
        try {
            var plan = PhoneNumberUtil.getInstance();
            var number = plan.parse(written, CHINA);
            return plan.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                            && !number.hasExtension()
                            && isWhole(number)
                    ? Optional.of(plan.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(PhoneNumber number) {
        return number.getCountryCode() != CHINAS_CODE
                || OF_CHINA.matcher(Long.toString(number.getNationalNumber())).matches();
    }
}
