package io.smartcallcenter.notification.ws;

import io.quarkus.websockets.next.WebSocketConnection;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.User;
import io.smartcallcenter.notification.feed.Frame;
import io.smartcallcenter.notification.feed.Subscriber;
import io.smartcallcenter.notification.feed.Subscription;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One admitted connection: who it is, what it reads, and what waits to be written to it. */
final class Session implements Subscriber {

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final int MAX_MISSED_PINGS = 2;

    private final WebSocketConnection connection;
    private final Transport transport;
    private final Instant since;
    private final Outbox outbox;
    private final Writer writer;
    private final Consumer<CloseCode> onClose;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile User user;

    /**
     * @param since when it was admitted
     * @param onClose told once, when the server decides to close
     */
    Session(
            WebSocketConnection connection,
            User user,
            Instant since,
            Outbox outbox,
            Function<Transport, Flushes> flushes,
            Consumer<CloseCode> onClose) {
        this.connection = connection;
        this.transport = Transport.of(connection);
        this.user = user;
        this.since = since;
        this.outbox = outbox;
        this.writer = new Writer(transport, flushes.apply(transport), outbox);
        this.onClose = onClose;
    }

    String id() {
        return connection.id();
    }

    User user() {
        return user;
    }

    Instant since() {
        return since;
    }

    void renew(User renewed) {
        user = renewed;
    }

    /** Of what it is subscribed to; {@code me} is the operator's channel by another name. */
    List<String> channelNames() {
        return subscriptions.values().stream()
                .map(Subscription::channel)
                .map(Channel::publicName)
                .toList();
    }

    Map<String, Subscription> subscriptions() {
        return subscriptions;
    }

    @Override
    public boolean hasRoom(int events, long bytes) {
        return outbox.hasRoom(events, bytes);
    }

    @Override
    public void event(Frame frame) {
        if (outbox.event(frame)) {
            writer.schedule();
        } else {
            close(CloseCode.SLOW);
        }
    }

    @Override
    public void state(Channel channel, String key, Frame frame) {
        outbox.state(channel, key, frame);
    }

    /** States of this channel that were not sent yet are no longer wanted. */
    void forget(Channel channel) {
        outbox.forget(channel);
    }

    @Override
    public void broken() {
        close(CloseCode.RESTART);
    }

    int queued() {
        return outbox.size();
    }

    /** Lets conflated states go; called at the rate of the state channels. */
    void releaseStates() {
        if (outbox.release()) {
            writer.schedule();
        }
    }

    void ping() {
        if (unanswered.getAndIncrement() >= MAX_MISSED_PINGS) {
            close(CloseCode.HEARTBEAT);
            return;
        }
        connection.sendPing(Buffer.buffer()).subscribe().with(sent -> {}, failure -> outbox.close());
    }

    /** Anything that comes from the client shows that it lives. */
    void alive() {
        unanswered.set(0);
    }

    void closeIfExpired(Instant now) {
        if (user.expires().isBefore(now)) {
            close(CloseCode.EXPIRED);
        }
    }

    void close(CloseCode code) {
        if (closed.compareAndSet(false, true)) {
            outbox.close();
            onClose.accept(code);
            LOG.debugf("Closing %s: %s", id(), code);
            transport.cutLater();
            connection
                    .close(code.reason())
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf("%s was already gone: %s", id(), failure.getMessage()));
        }
    }

    /** The connection is gone. */
    void gone() {
        closed.set(true);
        outbox.close();
    }
}
