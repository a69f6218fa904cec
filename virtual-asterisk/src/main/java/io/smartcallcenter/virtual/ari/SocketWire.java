package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.link.Outbound;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;

/** A WebSocket as something to write to. */
record SocketWire(ServerWebSocket socket) implements Outbound.Wire {

    @Override
    public void write(String text) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    @Override
    public boolean full() {
        return !socket.isClosed() && socket.writeQueueFull();
    }

    @Override
    public void onDrain(Runnable callback) {
        socket.drainHandler(drained -> callback.run());
    }

    @Override
    public void cut() {
        if (socket instanceof WebSocketInternal internal) {
            internal.channelHandlerContext().close();
        }
    }
}
