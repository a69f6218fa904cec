package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.Party;

/** Caller ids as the live state keeps them. They are hostile input: one of a megabyte must not fill heap and snapshots. */
final class Callers {

    private static final int MAX = 128;

    private Callers() {}

    static Party kept(Party caller) {
        boolean fits = caller.number().length() <= MAX && caller.name().length() <= MAX;
        return fits ? caller : new Party(cut(caller.number()), cut(caller.name()));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(MAX, text.length()));
    }
}
