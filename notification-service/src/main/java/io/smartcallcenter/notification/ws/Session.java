package io.smartcallcenter.notification.ws;

import io.quarkus.websockets.next.WebSocketConnection;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.User;
import io.smartcallcenter.notification.feed.Frame;
import io.smartcallcenter.notification.feed.Subscriber;
import io.smartcallcenter.notification.feed.Subscription;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** One admitted connection: who it is, what it reads, and what waits to be written to it. */
final class Session implements Subscriber {

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final int MAX_MISSED_PINGS = 2;
    /** A client that is only slow reads its close frame, and the code in it, within this time. */
    private static final long CUT_AFTER_MS = 5_000;

    private final WebSocketConnection connection;
    private final Context context;
    private final Outbox outbox;
    private final Writer writer;
    private final Consumer<CloseCode> onClose;
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile User user;

    /** @param onClose told once, when the server decides to close */
    Session(WebSocketConnection connection, Context context, User user, Outbox outbox, Consumer<CloseCode> onClose) {
        this.connection = connection;
        this.context = context;
        this.user = user;
        this.outbox = outbox;
        this.writer = new Writer(connection, context, outbox);
        this.onClose = onClose;
    }

    String id() {
        return connection.id();
    }

    User user() {
        return user;
    }

    void renew(User renewed) {
        user = renewed;
    }

    Map<String, Subscription> subscriptions() {
        return subscriptions;
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
            context.owner().setTimer(CUT_AFTER_MS, timer -> Transport.cut(connection));
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
