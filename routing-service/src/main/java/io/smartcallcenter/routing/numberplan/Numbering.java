package io.smartcallcenter.routing.numberplan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;

/**
 * How numbers are read in one country: what is dialled there as {@code 8 7172 ...} is {@code +7 7172 ...} for the world.
 *
 * @param region ISO 3166 code, {@code KZ}; null = numbers are taken as they come
 */
public record Numbering(String region) {

    public static final Numbering NONE = new Numbering(null);

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    /**
     * ITU-T E.164 allows 15 digits, and three may stand before them to dial abroad (810 in Kazakhstan). What is shorter is an
     * extension or a short code. Nothing else than ASCII digits: the library would read letters and digits of other scripts too.
     */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{7,18}");

    /** Without + and without anything to dial abroad. Shorter ones exist on some islands only, and extensions look like them. */
    private static final int LEAST_WITH_COUNTRY = 9;

    private static final String ABROAD = "00";

    /** @throws IllegalArgumentException for a region that does not exist */
    public Numbering {
        if (region != null && !LIBRARY.getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException("'" + region + "' is no region such as DE or KZ (ISO 3166)");
        }
    }

    /** Never fails: what is no number of the world has no {@link DialledNumber#e164()}. */
    public DialledNumber read(String dialled) {
        boolean readable =
                region != null && dialled != null && NUMBER.matcher(dialled).matches();
        return new DialledNumber(dialled, readable ? e164(dialled) : null);
    }

    private String e164(String number) {
        if (number.startsWith("+")) {
            return valid(number, region);
        }
        String country = Integer.toString(LIBRARY.getCountryCodeForRegion(region));
        // As a trunk sends it whose + was taken off: 4930... would also pass for a number in Lower Saxony.
        String found = number.startsWith(country) ? valid("+" + number, region) : null;
        if (found == null && likelyAtHome(number, country)) {
            found = atHome(number, country);
        }
        found = found != null ? found : abroad(number);
        return found != null ? found : atHome(number, country);
    }

    /**
     * A number may be a national and, without its +, an international one: +239 222 1234 is in Sao Tome, 239 222 1234 in Florida.
     * Where national numbers begin with a prefix of their own, one without it is rather from abroad.
     */
    private boolean likelyAtHome(String number, String country) {
        String prefix = LIBRARY.getNddPrefixForRegion(region, true);
        return prefix == null || prefix.equals(country) || number.startsWith(prefix);
    }

    /** Countries that share a code dial each other as at home: 8 495 ... is Moscow in Kazakhstan, and not +84 95, Vietnam. */
    private String atHome(String number, String country) {
        String found = valid(number, region);
        return found != null ? found : valid(number, LIBRARY.getRegionCodeForCountryCode(Integer.parseInt(country)));
    }

    private String abroad(String number) {
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
