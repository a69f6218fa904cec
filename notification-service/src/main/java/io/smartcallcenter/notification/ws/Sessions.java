package io.smartcallcenter.notification.ws;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smartcallcenter.notification.channel.User;
import io.smartcallcenter.notification.feed.Feed;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open sessions of this replica, and the clockwork that they share: heartbeat, expiry, rate of the state channels. */
@ApplicationScoped
class Sessions {

    private static final long EXPIRY_CHECK_MS = 1_000;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Feed feed;
    private final Vertx vertx;
    private final WsSettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    Sessions(Feed feed, Vertx vertx, WsSettings settings, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.feed = feed;
        this.vertx = vertx;
        this.settings = settings;
        this.meters = meters;
        meters.gaugeMapSize("scc.ws.connections", Tags.empty(), sessions);
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

    void stop(@Observes ShutdownEvent event) {
        sessions.values().forEach(session -> session.close(CloseCode.RESTART));
    }

    Session open(WebSocketConnection connection, Context context, User user) {
        Outbox outbox = new Outbox(settings.queueMessages(), settings.queueBytes());
        Session session = new Session(connection, context, user, outbox, this::count);
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
