package io.smartcallcenter.routing.numberplan;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/**
 * How numbers are read in one country: what is dialled there as {@code 8 7172 ...} is {@code +7 7172 ...} for the world.
 *
 * @param region ISO 3166 code, {@code KZ}; null = numbers are taken as they come
 */
public record Numbering(String region) {

    public static final Numbering NONE = new Numbering(null);

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    /** ITU-T E.164 allows 15 digits; shorter than this is an extension. */
    private static final int LEAST_DIGITS = 7;

    private static final int MOST_LENGTH = 20;

    public Numbering {
        if (region != null && !LIBRARY.getSupportedRegions().contains(region)) {
            throw new IllegalArgumentException("'" + region + "' is no region such as DE or KZ (ISO 3166)");
        }
    }

    /** Never fails: what is no number of the world has no {@link DialledNumber#e164()}. */
    public DialledNumber read(String dialled) {
        return new DialledNumber(dialled, region == null || dialled == null ? null : e164(dialled));
    }

    private String e164(String dialled) {
        if (dialled.length() < LEAST_DIGITS || dialled.length() > MOST_LENGTH) {
            return null;
        }
        String national = valid(dialled);
        return national != null || dialled.startsWith("+") ? national : valid("+" + dialled);
    }

    private String valid(String text) {
        try {
            PhoneNumber number = LIBRARY.parse(text, region);
            return LIBRARY.isValidNumber(number)
                    ? LIBRARY.format(number, PhoneNumberUtil.PhoneNumberFormat.E164).substring(1)
                    : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
