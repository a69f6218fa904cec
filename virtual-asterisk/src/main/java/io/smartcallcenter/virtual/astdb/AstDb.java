package io.smartcallcenter.virtual.astdb;

import java.util.Map;
import java.util.TreeMap;

/** What outlives a restart of the PBX, as Asterisk's database file does. Belongs to the PBX's thread. */
public final class AstDb {

    private final Map<String, String> recordings = new TreeMap<>();
    private long lastSecond;
    private long channels;
    private long cdrs;

    /**
     * Numbers start anew with each boot: Uniqueids are told apart by the second before them. In the same second they go on, because
     * this PBX can boot within one; the real one cannot.
     */
    public void booted(long second) {
        if (second > lastSecond) {
            channels = 0;
            cdrs = 0;
        }
    }

    /** The number after the dot of a Uniqueid. */
    public long nextChannel(long second) {
        lastSecond = second;
        return channels++;
    }

    /** Finished recordings: name and format. */
    public Map<String, String> recordings() {
        return recordings;
    }

    /** The column {@code sequence} of the CDR. */
    public long nextCdr() {
        return cdrs++;
    }
}
