package io.smartcallcenter.gateway.link;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.smartcallcenter.events.NodeEvent.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Whether a link is up, since when, what went through it and how late; readable from every thread. */
public final class LinkState {

    /** The lag of one event in so long is enough for a gauge. */
    private static final Duration SAMPLE = Duration.ofMillis(100);

    private final Link link;
    private final Counter events;
    private final Counter broken;
    private final Counter disconnects;
    private final Timer pings;
    private volatile boolean up;
    private volatile boolean expected = true;
    private volatile Instant since = Instant.now();
    private volatile String reason = "not connected yet";
    private volatile Instant lastHeard;
    private volatile Instant sampled = Instant.MIN;
    private volatile Duration lag;
    /** Of this connection: the difference of the clocks, and the shortest way. */
    private volatile Duration leastLag;

    private volatile Duration clockOffset;

    public LinkState(Link link, MeterRegistry meters) {
        this.link = link;
        String name = link.name().toLowerCase(Locale.ROOT);
        this.events = meters.counter("scc.link.events", "link", name);
        this.broken = meters.counter("scc.link.broken.frames", "link", name);
        this.disconnects = meters.counter("scc.link.disconnects", "link", name);
        this.pings = Timer.builder("scc.link.ping")
                .description("From a ping to its answer")
                .tag("link", name)
                .register(meters);
        Tags tags = Tags.of("link", name);
        meters.gauge("scc.link.up", tags, this, s -> s.up ? 1 : 0);
        meters.gauge("scc.link.lag.seconds", tags, this, s -> seconds(s.lag));
        meters.gauge("scc.link.clock.offset.seconds", tags, this, s -> seconds(s.clockOffset));
    }

    private static double seconds(Duration duration) {
        return duration == null ? Double.NaN : duration.toNanos() / 1e9;
    }

    public Link link() {
        return link;
    }

    public boolean up() {
        return up;
    }

    /** Whether this link is configured at all. */
    public boolean expected() {
        return expected;
    }

    void notExpected(String why) {
        expected = false;
        reason = why;
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

    /** When the last frame or answer to a ping came; null before the first connect. */
    public Instant lastHeard() {
        return lastHeard;
    }

    /**
     * Receive time minus Asterisk's own time of a recent event; the difference of the two clocks is in it, so it can be negative.
     * Null while unknown.
     */
    public Duration lag() {
        return lag;
    }

    /** Asterisk's clock minus ours, from the last ping; null while unknown. */
    public Duration clockOffset() {
        return clockOffset;
    }

    void cameUp() {
        up = true;
        reason = "";
        since = Instant.now();
        lastHeard = since;
        lag = null;
        leastLag = null;
    }

    void wentDown(String why) {
        if (up) {
            disconnects.increment();
            since = Instant.now();
        }
        up = false;
        reason = why;
        lag = null;
    }

    /**
     * Until when the link surely worked, when it is closed now: a link that was silent for longer than its pings allow was dead
     * since it was last heard. And what came last may have been on its way for long, with nothing behind it: then it tells of the
     * time before that way. To be asked before {@link #wentDown}.
     */
    Instant workedUntil(Instant closed, Duration ping) {
        Instant heard = lastHeard;
        boolean silent = heard != null && heard.plus(ping.multipliedBy(2)).isBefore(closed);
        return (silent ? heard : closed).minus(late(ping.multipliedBy(2)));
    }

    /**
     * How long the last event was on its way: as long as the difference of the clocks, which a ping tells, leaves of its lag; at least as
     * much as it was later than usual. No link lives that is later than {@code most}: its clock was set.
     */
    private Duration late(Duration most) {
        Duration last = lag;
        if (last == null) {
            return Duration.ZERO;
        }
        Duration late = last.minus(leastLag);
        Duration offset = clockOffset;
        Duration way = offset == null ? late : last.plus(offset);
        Duration longer = way.compareTo(late) > 0 ? way : late;
        return longer.compareTo(most) < 0 ? longer : most;
    }

    /**
     * Until when this link, which is up, can be taken for working: a frame or the answer to a ping comes within two pings, or the
     * link is dead and does not say so.
     */
    public Instant heardUntil(Instant now, Duration ping) {
        Instant alive = lastHeard.plus(ping.multipliedBy(2));
        return alive.isBefore(now) ? alive : now;
    }

    void alive(Instant receivedAt) {
        lastHeard = receivedAt;
    }

    void event(Instant receivedAt) {
        lastHeard = receivedAt;
        events.increment();
    }

    /** Whether it is time to look at the time of an event again. */
    boolean lagIsDue(Instant receivedAt) {
        return sampled.plus(SAMPLE).isBefore(receivedAt);
    }

    /** @param happened Asterisk's time of the event; null if it has none */
    void lag(Instant happened, Instant receivedAt) {
        if (happened != null) {
            sampled = receivedAt;
            Duration now = Duration.between(happened, receivedAt);
            leastLag = leastLag == null || now.compareTo(leastLag) < 0 ? now : leastLag;
            lag = now;
        }
    }

    /** @param answer Asterisk's time in the answer; null if it has none */
    void pinged(Instant sent, Instant answer, Instant receivedAt) {
        lastHeard = receivedAt;
        Duration took = Duration.between(sent, receivedAt);
        pings.record(took);
        if (answer != null) {
            clockOffset = Duration.between(sent.plus(took.dividedBy(2)), answer);
        }
    }

    void brokenFrame() {
        broken.increment();
    }
}
