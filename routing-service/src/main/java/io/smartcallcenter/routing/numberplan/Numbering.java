package io.smartcallcenter.routing.numberplan;

import io.smartcallcenter.defaults.number.E164;

/**
 * How numbers are read in one country: what is dialled there as {@code 8 7172 ...} is {@code +7 7172 ...} for the world.
 *
 * @param region ISO 3166 code, {@code KZ}; null = numbers are taken as they come
 */
public record Numbering(String region) {

    public static final Numbering NONE = new Numbering(null);

    /** @throws IllegalArgumentException for a region that does not exist */
    public Numbering {
        if (region != null && !E164.isRegion(region)) {
            throw new IllegalArgumentException("'" + region + "' is no region such as DE or KZ (ISO 3166)");
        }
    }

    /** Never fails: what is no number of the world has no {@link DialledNumber#e164()}. */
    public DialledNumber read(String dialled) {
        return new DialledNumber(dialled, region == null ? null : E164.of(dialled, region));
    }
}
