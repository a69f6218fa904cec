package io.smartcallcenter.gateway.link;

import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ami.AmiClient;
import io.smartcallcenter.gateway.ami.AmiConnection;
import io.smartcallcenter.gateway.node.NodeLoop;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Keeps the AMI connected and logged in. It counts as up only after {@code FullyBooted}: a booting Asterisk accepts the login
 * before its queues exist.
 */
public final class AmiLink {

    private static final Logger LOG = Logger.getLogger(AmiLink.class);
    private static final String NONE = "no AMI credentials are configured: no queue facts";
    private static final Duration BOOT_PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final NodeLoop loop;
    private final AmiClient client;
    private final LinkState state;
    private final Intake intake;
    private final Backoff backoff;
    private final Duration ping;
    private final Runnable connected;
    private AmiConnection open;
    private Instant upSince;
    private Instant asteriskStarted;
    private boolean timestampMissed;
    private boolean stopped;

    /**
     * @param client null: no AMI is configured, and the link never comes up
     * @param connected called on the loop when Asterisk is fully booted: time to read the state anew
     */
    public AmiLink(
            Vertx vertx,
            NodeLoop loop,
            AmiClient client,
            LinkState state,
            Intake intake,
            Backoff backoff,
            Duration ping,
            Runnable connected) {
        this.vertx = vertx;
        this.loop = loop;
        this.client = client;
        this.state = state;
        this.intake = intake;
        this.backoff = backoff;
        this.ping = ping;
        this.connected = connected;
        if (client == null) {
            state.notExpected(NONE);
        }
        intake.onMissed(this::missed);
    }

    /** On the loop. */
    public void start() {
        if (stopped || client == null) {
            return;
        }
        Packets packets = new Packets();
        client.connect(packets).onSuccess(packets::loggedIn).onFailure(failure -> {
            LOG.debugf("AMI is not reached: %s", failure);
            if (!packets.closed) {
                packets.closed = true;
                failed(failure.toString());
            }
        });
    }

    /** On the loop. */
    public void stop() {
        stopped = true;
        if (open != null) {
            open.close("the gateway stops");
        }
        if (client != null) {
            client.close();
        }
    }

    /** On the loop; fails while the link is down. */
    public Future<Map<String, String>> send(AmiAction action) {
        return open == null ? Future.failedFuture(down()) : open.send(action);
    }

    /** On the loop; fails while the link is down. */
    public Future<List<Map<String, String>>> list(AmiAction action) {
        return open == null ? Future.failedFuture(down()) : open.list(action);
    }

    /** On the loop: Asterisk's time now as it writes it; null if it tells none. Fails while the link is down. */
    Future<String> time() {
        return open == null ? Future.failedFuture(down()) : ping(open);
    }

    private Future<String> ping(AmiConnection connection) {
        Instant sent = Instant.now();
        return connection.send(AmiAction.of("Ping")).map(answer -> {
            String time = answer.get("Timestamp");
            state.pinged(sent, AsteriskTime.ofAmi(time), Instant.now());
            return time;
        });
    }

    /** This Asterisk was started then, or less than a second later; null while unknown. */
    public Instant asteriskStarted() {
        return asteriskStarted;
    }

    private String down() {
        return client == null ? NONE : "the AMI link is down";
    }

    private void missed(Instant from) {
        if (open != null) {
            loop.tell(new Signal.LinkDown(Link.AMI, Intake.TOO_FAST, from));
            loop.tell(new Signal.LinkUp(Link.AMI, Instant.now()));
            connected.run();
        }
    }

    private void failed(String reason) {
        if (reason.equals(state.reason())) {
            LOG.debugf("AMI is still away: %s", reason);
        } else {
            LOG.warnf("AMI is away: %s", reason);
        }
        state.wentDown(reason);
        if (!stopped) {
            vertx.setTimer(backoff.next(), id -> loop.execute(this::start));
        }
    }

    /** One connection's packets; on the loop. */
    private final class Packets implements AmiConnection.Listener {

        private AmiConnection connection;
        private boolean booted;
        private boolean closed;
        private long timer = -1;

        void loggedIn(AmiConnection connection) {
            this.connection = connection;
            if (stopped) {
                connection.close("the gateway stops");
            } else if (booted) {
                up();
            } else {
                timer = vertx.setTimer(
                        BOOT_PATIENCE.toMillis(),
                        id -> loop.execute(() -> connection.close("no FullyBooted in " + BOOT_PATIENCE)));
            }
        }

        @Override
        public void read(int bytes, Instant receivedAt, Runnable handling) {
            intake.frame(bytes, receivedAt, handling);
        }

        @Override
        public void event(Map<String, String> fields, Instant receivedAt) {
            state.event(receivedAt);
            if (state.lagIsDue(receivedAt)) {
                state.lag(AsteriskTime.ofAmi(fields.get("Timestamp")), receivedAt);
            }
            if ("FullyBooted".equals(fields.get("Event"))) {
                fullyBooted(fields, receivedAt);
            }
            checkTimestamp(fields);
            loop.tell(new Signal.Ami(fields, receivedAt));
        }

        @Override
        public void broken() {
            state.brokenFrame();
        }

        @Override
        public void closed(String reason) {
            if (closed) {
                return;
            }
            closed = true;
            vertx.cancelTimer(timer);
            if (open != null && open == connection) {
                open = null;
                Instant now = Instant.now();
                loop.tell(new Signal.LinkDown(Link.AMI, reason, state.workedUntil(now, ping), now));
                if (upSince.plus(AriLink.STABLE).isBefore(Instant.now())) {
                    backoff.reset();
                }
            }
            failed(reason);
        }

        private void fullyBooted(Map<String, String> fields, Instant receivedAt) {
            asteriskStarted = startedAt(fields.get("Uptime"), receivedAt);
            booted = true;
            if (connection != null && open == null) {
                vertx.cancelTimer(timer);
                up();
            }
        }

        private void up() {
            open = connection;
            upSince = Instant.now();
            state.cameUp();
            loop.tell(new Signal.LinkUp(Link.AMI, upSince));
            timer = vertx.setPeriodic(ping.toMillis(), id -> loop.execute(this::ping));
            LOG.info("AMI events flow");
            connected.run();
        }

        private void ping() {
            if (!closed) {
                AmiLink.this.ping(connection).onFailure(failure -> connection.close("ping: " + failure.getMessage()));
            }
        }

        /** FullyBooted never carries one, whatever manager.conf says. */
        private void checkTimestamp(Map<String, String> fields) {
            if (!timestampMissed
                    && booted
                    && !"FullyBooted".equals(fields.get("Event"))
                    && !fields.containsKey("Timestamp")) {
                timestampMissed = true;
                LOG.warn("AMI events carry no Timestamp: set timestampevents=yes in manager.conf, or times are ours");
            }
        }
    }

    private static Instant startedAt(String uptime, Instant receivedAt) {
        try {
            return uptime == null ? null : receivedAt.minusSeconds(Long.parseLong(uptime) + 1);
        } catch (NumberFormatException e) {
            LOG.debugf("FullyBooted with an unreadable uptime: %s", uptime);
            return null;
        }
    }
}
