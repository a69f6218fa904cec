package io.smartcallcenter.gateway.link;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.NodeEvent.Link;
import java.time.Instant;
import java.util.Locale;

/** Whether a link is up, since when, and what went through it; readable from every thread. */
public final class LinkState {

    private final Link link;
    private final Counter events;
    private final Counter broken;
    private final Counter disconnects;
    private volatile boolean up;
    private volatile Instant since = Instant.now();
    private volatile String reason = "not connected yet";

    public LinkState(Link link, MeterRegistry meters) {
        this.link = link;
        String name = link.name().toLowerCase(Locale.ROOT);
        this.events = meters.counter("scc.link.events", "link", name);
        this.broken = meters.counter("scc.link.broken.frames", "link", name);
        this.disconnects = meters.counter("scc.link.disconnects", "link", name);
        meters.gauge("scc.link.up", io.micrometer.core.instrument.Tags.of("link", name), this, s -> s.up ? 1 : 0);
    }

    public Link link() {
        return link;
    }

    public boolean up() {
        return up;
    }

    /** When it came up or went down. */
    public Instant since() {
        return since;
    }

    /** Why it is down, for people; empty while it is up. */
    public String reason() {
        return reason;
    }

    public long brokenFrames() {
        return (long) broken.count();
    }

    void cameUp() {
        up = true;
        reason = "";
        since = Instant.now();
    }

    void wentDown(String why) {
        if (up) {
            disconnects.increment();
            since = Instant.now();
        }
        up = false;
        reason = why;
    }

    void event() {
        events.increment();
    }

    void brokenFrame() {
        broken.increment();
    }
}
