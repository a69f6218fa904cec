package io.smartcallcenter.virtual.channel;

/** Name and number of a party; empty when unknown. */
public record CallerId(String number, String name) {

    public static final CallerId UNKNOWN = new CallerId("", "");

    /** A quoted name and the number, as in the CDR's {@code clid}. */
    public String clid() {
        return name.isEmpty() ? number : "\"" + name + "\" <" + number + ">";
    }
}
