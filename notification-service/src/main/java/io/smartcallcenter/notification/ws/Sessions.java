package io.smartcallcenter.notification.ws;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.netty.channel.EventLoop;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.User;
import io.smartcallcenter.notification.feed.Feed;
import io.smartcallcenter.notification.feed.Frame;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The open sessions of this replica, and the clockwork that they share: heartbeat, expiry, rate of the state channels. */
@ApplicationScoped
class Sessions {

    private static final long EXPIRY_CHECK_MS = 1_000;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<EventLoop, Flushes> flushes = new ConcurrentHashMap<>();
    private final Feed feed;
    private final Vertx vertx;
    private final WsSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration shutdownDelay;
    private volatile boolean draining;

    Sessions(
            Feed feed,
            Vertx vertx,
            WsSettings settings,
            MeterRegistry meters,
            Clock clock,
            @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> shutdownDelay) {
        this.shutdownDelay = shutdownDelay.orElse(Duration.ZERO);
        this.clock = clock;
        this.feed = feed;
        this.vertx = vertx;
        this.settings = settings;
        this.meters = meters;
        meters.gaugeMapSize("scc.ws.connections", Tags.empty(), sessions);
        meters.gauge("scc.ws.queued.frames", this, Sessions::queued);
        for (Channel.Kind kind : Channel.Kind.values()) {
            Tags channel = Tags.of("channel", kind.name().toLowerCase(Locale.ROOT));
            meters.gauge("scc.ws.subscriptions", channel, feed, each -> each.subscriptions(kind));
            FunctionCounter.builder("scc.ws.pushes", feed, each -> each.pushes(kind))
                    .tags(channel)
                    .register(meters);
        }
    }

    /** What waits for readers, of all connections. */
    private double queued() {
        return sessions.values().stream().mapToInt(Session::queued).sum();
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.ping().toMillis(), timer -> sessions.values().forEach(Session::ping));
        vertx.setPeriodic(
                settings.stateInterval().toMillis(), timer -> sessions.values().forEach(Session::releaseStates));
        vertx.setPeriodic(EXPIRY_CHECK_MS, timer -> {
            Instant now = clock.instant();
            sessions.values().forEach(session -> session.closeIfExpired(now));
        });
    }

    /** A rollout: clients are told to go before they are closed, each at a moment of their own; those who come are sent on. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        draining = true;
        Frame closing = Replies.closing(shutdownDelay);
        sessions.values().forEach(session -> session.event(closing));
    }

    boolean draining() {
        return draining;
    }

    void stop(@Observes ShutdownEvent event) {
        sessions.values().forEach(session -> session.close(CloseCode.RESTART));
    }

    Session open(WebSocketConnection connection, User user) {
        Outbox outbox = new Outbox(settings.queueMessages(), settings.queueBytes());
        Session session = new Session(
                connection,
                user,
                clock.instant(),
                outbox,
                transport -> flushes.computeIfAbsent(transport.loop(), Flushes::new),
                this::count);
        sessions.put(session.id(), session);
        return session;
    }

    Optional<Session> of(WebSocketConnection connection) {
        return Optional.ofNullable(sessions.get(connection.id()));
    }

    Set<Session> all() {
        return Set.copyOf(sessions.values());
    }

    void gone(WebSocketConnection connection) {
        Session session = sessions.remove(connection.id());
        if (session != null) {
            session.gone();
            session.subscriptions().values().forEach(feed::unsubscribe);
        }
    }

    private void count(CloseCode code) {
        meters.counter("scc.ws.closed", "reason", code.name()).increment();
    }
}
