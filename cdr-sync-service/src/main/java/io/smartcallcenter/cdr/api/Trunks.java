package io.smartcallcenter.cdr.api;

import io.smartcallcenter.defaults.privacy.Sight;

/** Names of trunks: one that is called by a number of its own is no caller's, what stands behind it may be. */
final class Trunks {

    private Trunks() {}

    /** {@code PJSIP/77272000000} as it is, {@code DAHDI/i1/87010000067} without the number that was called over it. */
    static String shown(String trunk, Sight sight) {
        int technology = trunk.startsWith("Local/") ? -1 : trunk.indexOf('/');
        int end = technology < 0 ? 0 : trunk.indexOf('/', technology + 1);
        return end < 0 ? trunk : trunk.substring(0, end) + sight.text(trunk.substring(end));
    }
}
