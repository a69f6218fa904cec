package io.smartcallcenter.gateway.link;

import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriSocket;
import io.smartcallcenter.gateway.node.NodeLoop;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Keeps the event WebSocket connected, with the event filter set after every connect. */
public final class AriLink {

    private static final Logger LOG = Logger.getLogger(AriLink.class);

    /** 59 of 84 frames of a call, and no fact that we use is only there. */
    static final List<String> UNWANTED =
            List.of("ChannelVarset", "ChannelDialplan", "ChannelConnectedLine", "ChannelCallerId");

    /** A link that lasted this long was a good one: the next attempt comes soon. */
    static final Duration STABLE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final NodeLoop loop;
    private final AriSocket socket;
    private final AriCalls calls;
    private final LinkState state;
    private final Intake intake;
    private final Backoff backoff;
    private final Duration ping;
    private final Runnable connected;
    private WebSocket open;
    private boolean stopped;
    private boolean replaced;

    /** @param connected called on the loop when events flow: time to read the state anew */
    public AriLink(
            Vertx vertx,
            NodeLoop loop,
            AriSocket socket,
            AriCalls calls,
            LinkState state,
            Intake intake,
            Backoff backoff,
            Duration ping,
            Runnable connected) {
        this.vertx = vertx;
        this.loop = loop;
        this.socket = socket;
        this.calls = calls;
        this.state = state;
        this.intake = intake;
        this.backoff = backoff;
        this.ping = ping;
        this.connected = connected;
        intake.onMissed(this::missed);
    }

    /** On the loop. */
    public void start() {
        if (stopped) {
            return;
        }
        socket.connect(new Frames())
                .onSuccess(socket -> loop.execute(() -> opened(socket)))
                .onFailure(failure -> loop.execute(() -> failed(failure.toString())));
    }

    private void failed(String reason) {
        if (reason.equals(state.reason())) {
            LOG.debugf("ARI is still away: %s", reason);
        } else {
            LOG.warnf("ARI is away: %s", reason);
        }
        state.wentDown(reason);
        again();
    }

    /** On the loop. */
    public void stop() {
        stopped = true;
        if (open != null) {
            open.close();
        }
        socket.close();
    }

    private void opened(WebSocket socket) {
        open = socket;
        if (stopped) {
            socket.close();
        }
    }

    private void again() {
        if (!stopped) {
            vertx.setTimer(backoff.next(), id -> loop.execute(this::start));
        }
    }

    private void filter() {
        calls.filterEvents(UNWANTED)
                .onFailure(failure -> LOG.warnf("The ARI event filter could not be set: %s", failure.getMessage()))
                .onComplete(done -> connected.run());
    }

    private void missed(Instant from) {
        if (open != null) {
            loop.tell(new Signal.LinkDown(Link.ARI, Intake.TOO_FAST, from));
            loop.tell(new Signal.LinkUp(Link.ARI, Instant.now()));
            connected.run();
        }
    }

    private void replaced() {
        // The old WebSocket stays open but silent: nothing would ever tell us that we are deaf.
        LOG.error("Another client has taken over the Stasis application: two gateways use the same application name");
        replaced = true;
        backoff.exhaust();
        if (open != null) {
            open.close((short) 1000, "application replaced");
        }
    }

    /** On the socket's context: count, and hand over to the loop. */
    private final class Frames implements AriSocket.Listener {

        private Instant openedAt;

        @Override
        public void opened() {
            openedAt = Instant.now();
            state.cameUp();
            loop.submit(new Signal.LinkUp(Link.ARI, openedAt));
            loop.execute(AriLink.this::filter);
            LOG.info("ARI events flow");
        }

        @Override
        public void event(Map<String, Object> message, int characters, Instant receivedAt) {
            state.event(receivedAt);
            if (state.lagIsDue(receivedAt)) {
                state.lag(AsteriskTime.ofAri(message.get("timestamp")), receivedAt);
            }
            intake.frame(characters, receivedAt, () -> loop.tell(new Signal.Ari(message, receivedAt)));
            if ("ApplicationReplaced".equals(message.get("type"))) {
                loop.execute(AriLink.this::replaced);
            }
        }

        @Override
        public void alive(Instant receivedAt) {
            state.alive(receivedAt);
        }

        @Override
        public void broken() {
            state.brokenFrame();
        }

        @Override
        public void closed(String reason) {
            Instant now = Instant.now();
            Instant workedUntil = state.workedUntil(now, ping);
            state.wentDown(reason);
            LOG.warnf("ARI events stopped: %s", reason);
            loop.submit(new Signal.LinkDown(Link.ARI, reason, workedUntil, now));
            boolean stable = openedAt.plus(STABLE).isBefore(now);
            loop.execute(() -> {
                open = null;
                if (stable && !replaced) {
                    backoff.reset();
                }
                replaced = false;
                again();
            });
        }
    }
}
