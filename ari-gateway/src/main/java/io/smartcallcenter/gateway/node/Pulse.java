package io.smartcallcenter.gateway.node;

import io.smartcallcenter.gateway.link.LinkState;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The beat of a node's loop: it tells the normalizer that time passes, and shows that the loop turns and how far Asterisk was heard. */
final class Pulse {

    private static final long BEAT_MS = 250;

    private final Vertx vertx;
    private final NodeLoop loop;
    private final LinkState ari;
    private final LinkState ami;
    private final Duration ping;
    private final Heard heard;
    private long beats;
    private volatile Instant last = Instant.now();

    /**
     * @param ping of the links: a link that is silent for longer has heard nothing
     * @param acknowledged see {@link Heard}
     */
    Pulse(Vertx vertx, NodeLoop loop, LinkState ari, LinkState ami, Duration ping, LongSupplier acknowledged) {
        this.vertx = vertx;
        this.loop = loop;
        this.ari = ari;
        this.ami = ami;
        this.ping = ping;
        this.heard = new Heard(acknowledged);
    }

    /** On the loop. */
    void start() {
        beats = vertx.setPeriodic(BEAT_MS, id -> handOver());
    }

    /** On the loop. */
    void stop() {
        vertx.cancelTimer(beats);
    }

    /** When the loop was last seen working. */
    Instant last() {
        return last;
    }

    /** Up to when everything that Asterisk sent is with Kafka; null before the links were up. */
    Instant heard() {
        return heard.deliveredUpTo();
    }

    /** Both, or ARI where no AMI is configured. */
    boolean linksUp() {
        return ari.up() && (ami.up() || !ami.expected());
    }

    private void handOver() {
        Instant handedOver = Instant.now();
        loop.execute(() -> beat(handedOver));
    }

    /**
     * On the loop.
     *
     * @param at everything that arrived before it has been handled
     */
    void beat(Instant at) {
        last = Instant.now();
        loop.tell(new Signal.Tick(last));
        if (linksUp()) {
            Instant ariHeard = ari.heardUntil(at, ping);
            Instant amiHeard = ami.expected() ? ami.heardUntil(at, ping) : at;
            heard.handledUpTo(ariHeard.isBefore(amiHeard) ? ariHeard : amiHeard);
        }
    }
}
