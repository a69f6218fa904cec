package io.smartcallcenter.virtual.ami;

import java.util.Locale;

/** The AMI event classes that a login can ask for. */
enum EventClass {
    SYSTEM,
    CALL,
    AGENT,
    DIALPLAN,
    DTMF;

    static final int ALL = (1 << values().length) - 1;

    int bit() {
        return 1 << ordinal();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code on}, {@code off}, or a list such as {@code call,agent}. */
    static int mask(String events) {
        String wanted = events.trim().toLowerCase(Locale.ROOT);
        if (wanted.equals("on") || wanted.equals("all") || wanted.equals("true") || wanted.equals("yes")) {
            return ALL;
        }
        int mask = 0;
        for (String part : wanted.split(",")) {
            for (EventClass each : values()) {
                if (each.text().equals(part.trim())) {
                    mask |= each.bit();
                }
            }
        }
        return mask;
    }
}
