package io.smartcallcenter.virtual.bridge;

import io.smartcallcenter.virtual.channel.Channel;
import java.util.ArrayList;
import java.util.List;

/** A mixing bridge: made by app_queue ({@code basic}) or by ARI ({@code stasis}). */
public final class Bridge {

    private final String id;
    private final String name;
    private final boolean stasis;
    private final long created;
    private final List<Channel> channels = new ArrayList<>(2);
    private boolean nativeRtp;

    Bridge(String id, String name, boolean stasis, long created) {
        this.id = id;
        this.name = name;
        this.stasis = stasis;
        this.created = created;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public boolean stasis() {
        return stasis;
    }

    /** {@code basic} or {@code stasis}. */
    public String kind() {
        return stasis ? "stasis" : "basic";
    }

    /** Two PJSIP legs are joined directly once both are in (trace 01); an ARI bridge falls back when one is left (trace 08). */
    public String technology() {
        return nativeRtp ? "native_rtp" : "simple_bridge";
    }

    void technologyNative(boolean yes) {
        nativeRtp = yes;
    }

    public long created() {
        return created;
    }

    public List<Channel> channels() {
        return channels;
    }

    /** The other party of a two-party bridge, or null. */
    public Channel other(Channel one) {
        for (Channel channel : channels) {
            if (channel != one) {
                return channel;
            }
        }
        return null;
    }
}
