package io.smartcallcenter.notification.ws;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Remembers the TCP connection below each WebSocket. A peer that reads nothing never gets its close frame, and neither Quarkus
 * nor Vert.x 4 gives up on that: the connection, and what is queued on it, would stay for as long as the peer likes.
 */
@ApplicationScoped
class Transport implements HttpUpgradeCheck {

    private static final UserData.TypedKey<HttpConnection> TCP = new UserData.TypedKey<>("tcp");

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        context.userData().put(TCP, context.httpRequest().connection());
        return CheckResult.permitUpgrade();
    }

    /** Ends the TCP connection now; nothing more is written. */
    static void cut(WebSocketConnection connection) {
        // HttpConnection.close() waits for its writes, which is what does not end here; the channel's close does not
        if (connection.userData().get(TCP) instanceof ConnectionBase tcp) {
            tcp.channel().close();
        }
    }
}
