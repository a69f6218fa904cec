package io.smartcallcenter.notification.ws;

import io.quarkus.websockets.next.CloseReason;

/** Why the server closes a connection. */
enum CloseCode {
    RESTART(1012, "restart: connect again"),
    PROTOCOL(4400, "protocol error"),
    UNAUTHORIZED(4401, "no valid token or ticket"),
    FORBIDDEN(4403, "no role that may connect"),
    HEARTBEAT(4408, "no answer to two pings"),
    EXPIRED(4419, "token expired"),
    SLOW(4429, "reader too slow");

    private final int code;
    private final String text;

    CloseCode(int code, String text) {
        this.code = code;
        this.text = text;
    }

    CloseReason reason() {
        return new CloseReason(code, text);
    }
}
