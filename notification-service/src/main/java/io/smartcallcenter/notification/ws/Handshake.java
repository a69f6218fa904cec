package io.smartcallcenter.notification.ws;

import io.quarkus.websockets.next.HandshakeRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client offers when it connects. Browsers cannot set headers on a WebSocket, so the token travels as a second
 * subprotocol value, {@code bearer.<jwt>}; the server never selects that one, so it is not sent back.
 */
final class Handshake {

    static final String SUBPROTOCOL = "scc.v1.json";

    private static final String BEARER = "bearer.";
    private static final String TICKET = "ticket=";

    private final List<String> protocols;
    private final String query;

    private Handshake(List<String> protocols, String query) {
        this.protocols = protocols;
        this.query = query == null ? "" : query;
    }

    static Handshake of(HandshakeRequest request) {
        List<String> values = request.headers(HandshakeRequest.SEC_WEBSOCKET_PROTOCOL);
        List<String> protocols = Stream.ofNullable(values)
                .flatMap(List::stream)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::trim)
                .toList();
        return new Handshake(protocols, request.query());
    }

    boolean speaksOurs() {
        return protocols.contains(SUBPROTOCOL);
    }

    Optional<String> token() {
        return protocols.stream()
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .findFirst();
    }

    Optional<String> ticket() {
        return Arrays.stream(query.split("&"))
                .filter(part -> part.startsWith(TICKET))
                .map(part -> part.substring(TICKET.length()))
                .findFirst();
    }
}
