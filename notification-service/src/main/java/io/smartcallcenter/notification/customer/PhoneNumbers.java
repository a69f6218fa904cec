package io.smartcallcenter.notification.customer;

import io.smartcallcenter.defaults.number.E164;
import java.util.regex.Pattern;

/**
 * One form for each number, whoever wrote it and whichever trunk announced it: E.164 with + where it is a number of the world, its
 * digits otherwise. Extensions such as {@code 0001} stay what they are.
 */
public final class PhoneNumbers {

    /** What may stand between digits. */
    private static final Pattern FILLING = Pattern.compile("[ ()./\\u00a0-]");

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{1,20}");
    private static final int LONGEST_TEXT = 60;

    /** Numbers that begin with + are read in the same way in every region; this is the library's name for none of them. */
    private static final String NO_REGION = "ZZ";

    private final String region;

    /**
     * @param region ISO 3166 code, {@code KZ}: where national numbers belong; null = only numbers with + are read
     * @throws IllegalArgumentException for a region that does not exist
     */
    public PhoneNumbers(String region) {
        if (region != null && !E164.isRegion(region)) {
            throw new IllegalArgumentException(
                    "scc.notification.region: '" + region + "' is no region such as DE or KZ (ISO 3166)");
        }
        this.region = region;
    }

    /** Null if it is no number, as {@code anonymous} is none. */
    public String canonical(String text) {
        if (text == null || text.length() > LONGEST_TEXT) {
            return null;
        }
        String number = FILLING.matcher(text.strip()).replaceAll("");
        if (!NUMBER.matcher(number).matches()) {
            return null;
        }
        String e164 = e164(number);
        return e164 == null ? number : "+" + e164;
    }

    private String e164(String number) {
        if (region != null) {
            return E164.of(number, region);
        }
        return number.startsWith("+") ? E164.of(number, NO_REGION) : null;
    }
}
