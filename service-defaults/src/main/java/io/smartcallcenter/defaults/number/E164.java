package io.smartcallcenter.defaults.number;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;

/**
 * The international form (ITU-T E.164) of numbers as they are dialled and announced in one country: what is dialled in Kazakhstan as
 * {@code 8 7172 ...} is {@code +7 7172 ...} for the world. Only for services that have libphonenumber.
 */
public final class E164 {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /**
     * ITU-T E.164 allows 15 digits, and three may stand before them to dial abroad (810 in Kazakhstan). What is shorter is an
     * extension or a short code. Nothing else than ASCII digits: the library would read letters and digits of other scripts too.
     */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{7,18}");

    /** Without + and without anything to dial abroad. Shorter ones exist on some islands only, and extensions look like them. */
    private static final int LEAST_WITH_COUNTRY = 9;

    private static final String ABROAD = "00";

    private E164() {}

    /** Whether there is such a region (ISO 3166), {@code KZ}. */
    public static boolean isRegion(String region) {
        return LIBRARY.getSupportedRegions().contains(region);
    }

    /**
     * Never fails.
     *
     * @param number a + or none, and digits
     * @param region where it was dialled or announced; it must be one
     * @return digits without +, or null: it is no number of the world
     */
    public static String of(String number, String region) {
        return number != null && NUMBER.matcher(number).matches() ? read(number, region) : null;
    }

    private static String read(String number, String region) {
        if (number.startsWith("+")) {
            return valid(number, region);
        }
        String country = Integer.toString(LIBRARY.getCountryCodeForRegion(region));
        // As a trunk sends it whose + was taken off: 4930... would also pass for a number in Lower Saxony.
        String found = number.startsWith(country) ? valid("+" + number, region) : null;
        if (found == null && likelyAtHome(number, country, region)) {
            found = atHome(number, country, region);
        }
        found = found != null ? found : abroad(number, region);
        return found != null ? found : atHome(number, country, region);
    }

    /**
     * A number may be a national and, without its +, an international one: +239 222 1234 is in Sao Tome, 239 222 1234 in Florida.
     * Where national numbers begin with a prefix of their own, one without it is rather from abroad.
     */
    private static boolean likelyAtHome(String number, String country, String region) {
        String prefix = LIBRARY.getNddPrefixForRegion(region, true);
        return prefix == null || prefix.equals(country) || number.startsWith(prefix);
    }

    /** Countries that share a code dial each other as at home: 8 495 ... is Moscow in Kazakhstan, and not +84 95, Vietnam. */
    private static String atHome(String number, String country, String region) {
        String found = valid(number, region);
        return found != null ? found : valid(number, LIBRARY.getRegionCodeForCountryCode(Integer.parseInt(country)));
    }

    private static String abroad(String number, String region) {
        if (number.startsWith(ABROAD)) {
            return valid("+" + number.substring(ABROAD.length()), region);
        }
        return number.length() < LEAST_WITH_COUNTRY ? null : valid("+" + number, region);
    }

    private static String valid(String text, String region) {
        try {
            PhoneNumber number = LIBRARY.parse(text, region);
            return LIBRARY.isValidNumber(number)
                    ? LIBRARY.format(number, PhoneNumberUtil.PhoneNumberFormat.E164)
                            .substring(1)
                    : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
