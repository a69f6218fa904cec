package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.channel.Channel;
import java.util.List;

/** Sounds that an application plays to a channel, one after another. */
public final class Playback {

    private final String id;
    private final List<String> media;
    private final Channel channel;
    private int index;
    private String state = "queued";

    public Playback(String id, List<String> media, Channel channel) {
        this.id = id;
        this.media = List.copyOf(media);
        this.channel = channel;
    }

    public String id() {
        return id;
    }

    /** The one that plays now. */
    public String media() {
        return media.get(index);
    }

    /** Null when the last one plays. */
    public String nextMedia() {
        return index + 1 < media.size() ? media.get(index + 1) : null;
    }

    public Channel channel() {
        return channel;
    }

    /** ARI's words: queued, playing, continuing, done, failed. */
    public String state() {
        return state;
    }

    void state(String next) {
        state = next;
    }

    void goOn() {
        index++;
        state = "continuing";
    }
}
