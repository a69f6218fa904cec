package io.smartcallcenter.routing.numberplan;

/**
 * A number as it came from Asterisk, and as the world knows it.
 *
 * @param dialled as it came; may be anything that a caller can send
 * @param e164 digits of the international number without the leading {@code +}; null = it is no such number
 */
public record DialledNumber(String dialled, String e164) {

    public DialledNumber {
        dialled = dialled == null ? "" : dialled;
    }

    /** As it is compared with patterns without +: what is dialled loses its + in our dialplan, a caller's number does not. */
    public String withoutPlus() {
        return dialled.startsWith("+") ? dialled.substring(1) : dialled;
    }

    /** The caller did not send a number. */
    public boolean withheld() {
        return dialled.isBlank() || dialled.equalsIgnoreCase("anonymous") || dialled.equalsIgnoreCase("unknown");
    }
}
