package io.smartcallcenter.notification.ws;

import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.notification.channel.User;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The endpoint: admits connections and hands their frames to the {@link Conversation}. */
@WebSocket(path = "/ws/v1")
class NotificationSocket {

    private static final Logger LOG = Logger.getLogger(NotificationSocket.class);

    private final Sessions sessions;
    private final Conversation conversation;
    private final Tokens tokens;
    private final Tickets tickets;

    NotificationSocket(Sessions sessions, Conversation conversation, Tokens tokens, Tickets tickets) {
        this.sessions = sessions;
        this.conversation = conversation;
        this.tokens = tokens;
        this.tickets = tickets;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        Handshake handshake = Handshake.of(connection.handshakeRequest());
        if (!handshake.speaksOurs()) {
            return refuse(connection, CloseCode.PROTOCOL);
        }
        Optional<String> token = handshake.token();
        Uni<Optional<User>> user = token.isPresent()
                ? tokens.verify(token.get())
                : handshake
                        .ticket()
                        .map(tickets::redeem)
                        .orElse(Uni.createFrom().item(Optional.empty()));
        return heldBack(connection, user.chain(known -> admit(connection, known)));
    }

    private Uni<Void> admit(WebSocketConnection connection, Optional<User> user) {
        if (user.isEmpty()) {
            return refuse(connection, CloseCode.UNAUTHORIZED);
        }
        if (user.get().roles().isEmpty()) {
            return refuse(connection, CloseCode.FORBIDDEN);
        }
        if (!conversation.possible() || sessions.draining()) {
            return refuse(connection, CloseCode.RESTART);
        }
        conversation.begin(sessions.open(connection, user.get()));
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> refuse(WebSocketConnection connection, CloseCode code) {
        Transport.of(connection).cutLater();
        return connection.close(code.reason());
    }

    /** Quarkus queues without a bound what comes while something is waited for: until then nothing more is read. */
    private static Uni<Void> heldBack(WebSocketConnection connection, Uni<Void> work) {
        Transport transport = Transport.of(connection);
        transport.hold();
        return work.onTermination().invoke(transport::resume);
    }

    @OnTextMessage
    Uni<Void> text(String frame, WebSocketConnection connection) {
        Optional<Session> session = sessions.of(connection);
        if (session.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        session.get().alive();
        return heldBack(connection, conversation.take(session.get(), frame));
    }

    @OnBinaryMessage
    Uni<Void> binary(Buffer frame, WebSocketConnection connection) {
        sessions.of(connection).ifPresent(session -> session.close(CloseCode.PROTOCOL));
        return Uni.createFrom().voidItem();
    }

    @OnPongMessage
    Uni<Void> pong(Buffer payload, WebSocketConnection connection) {
        sessions.of(connection).ifPresent(Session::alive);
        return Uni.createFrom().voidItem();
    }

    @OnClose
    Uni<Void> closed(WebSocketConnection connection) {
        sessions.gone(connection);
        return Uni.createFrom().voidItem();
    }

    @OnError
    Uni<Void> failed(Throwable failure, WebSocketConnection connection) {
        if (connection.isClosed()) {
            // the client vanished without a close frame
            LOG.debugf("Connection %s: %s", connection.id(), failure);
            return Uni.createFrom().voidItem();
        }
        LOG.warnf("Connection %s: %s", connection.id(), failure);
        return connection.close(CloseCode.PROTOCOL.reason());
    }
}
