package io.smartcallcenter.cdr.store;

import java.util.Locale;

/**
 * Of which table something is on record: its {@link io.smartcallcenter.cdr.settings.AsteriskDatabase#address}. Earlier versions wrote node, type and
 * user before it.
 */
final class TableName {

    private TableName() {}

    /** @param onRecord null if nothing was read yet */
    static boolean isOf(String onRecord, String address) {
        return onRecord != null
                && (onRecord.equals(address)
                        || onRecord.toLowerCase(Locale.ROOT).endsWith("@" + address));
    }
}
