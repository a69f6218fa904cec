package io.smartcallcenter.cdr.source;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The columns that a table has: FreePBX, Issabel and a plain Asterisk differ, and so do their versions.
 *
 * @param types by name, in small letters
 * @param counter whether {@code id} counts up by itself, in the order of arrival
 */
record Columns(Map<String, String> types, boolean counter) {

    static final String CALLDATE = "calldate";
    static final String UNIQUEID = "uniqueid";
    static final String SEQUENCE = "sequence";

    /** Without these there is nothing to import. */
    static final List<String> NEEDED =
            List.of(CALLDATE, UNIQUEID, "channel", "dstchannel", "lastapp", "disposition", "billsec");

    /** What is read besides; one that is not there reads as empty. */
    static final List<String> WANTED = List.of(
            "src", "dst", "duration", "linkedid", "lastdata", "did", "cnum", "cnam", "recordingfile", "accountcode");

    Columns {
        types = Map.copyOf(types);
    }

    boolean has(String column) {
        return types.containsKey(column);
    }

    String type(String column) {
        return types.getOrDefault(column, "");
    }

    /** Those of {@link #NEEDED} that are missing; none of a table that can be read. */
    List<String> missing() {
        return NEEDED.stream().filter(column -> !has(column)).toList();
    }

    static Columns of(Map<String, String> types, boolean counter) {
        return new Columns(new TreeMap<>(types), counter);
    }
}
