package io.smartcallcenter.notification.ws;

import io.quarkus.websockets.next.CloseReason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the published contract says about this package: read from the code, so that it cannot say anything else. */
public final class Protocol {

    public static final String SUBPROTOCOL = Handshake.SUBPROTOCOL;

    /** An error of a reply. {@code temporary}: the same request may succeed later. */
    public record Error(int code, String name, String message, boolean temporary) {}

    /** A reason for which the server closes. */
    public record Close(int code, String name, String message) {}

    private Protocol() {}

    public static List<Error> errors() {
        return Arrays.stream(ErrorCode.values())
                .map(error -> new Error(error.code, error.name(), error.message, error.temporary))
                .toList();
    }

    public static List<Close> closes() {
        return Arrays.stream(CloseCode.values()).map(Protocol::close).toList();
    }

    /** The operations of requests, as clients write them. */
    public static List<String> operations() {
        return Arrays.stream(Request.Op.values())
                .map(op -> op.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Close close(CloseCode code) {
        CloseReason reason = code.reason();
        return new Close(reason.getCode(), code.name(), reason.getMessage());
    }
}
