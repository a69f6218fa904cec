package io.smartcallcenter.notification.ws;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.notification.feed.Frame;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * The TCP connection below a WebSocket. Frames that are encoded already are written behind the encoder, many of them with one flush. And a peer
 * that reads nothing never gets its close frame, on which neither Quarkus nor Vert.x 4 gives up: the connection, and what is queued on it, would
 * stay for as long as the peer likes.
 */
final class Transport {

    private static final UserData.TypedKey<HttpConnection> TCP = new UserData.TypedKey<>("tcp");

    private static final long CUT_AFTER_MS = 5_000;

    private final Channel channel;
    private ChannelHandlerContext encoder;

    private Transport(Channel channel) {
        this.channel = channel;
    }

    static Transport of(WebSocketConnection connection) {
        return new Transport(((ConnectionBase) connection.userData().get(TCP)).channel());
    }

    /** Remembers the TCP connection when the upgrade is asked for: later nobody tells it. */
    @ApplicationScoped
    static class Remembered implements HttpUpgradeCheck {

        @Override
        public Uni<CheckResult> perform(HttpUpgradeContext context) {
            context.userData().put(TCP, context.httpRequest().connection());
            return CheckResult.permitUpgrade();
        }
    }

    /** On which {@link #write} and {@link #flush} are to be called. */
    EventLoop loop() {
        return channel.eventLoop();
    }

    /** Whether the connection is there. One that is gone has lost its encoder, too. */
    boolean isOpen() {
        return channel.isActive();
    }

    /** Whether {@link #write} can be called: the encoder comes with the handshake and goes with the connection. */
    boolean canWrite() {
        if (encoder == null || encoder.isRemoved()) {
            encoder = channel.pipeline().context(WebSocketFrameEncoder.class);
        }
        return encoder != null && channel.isActive();
    }

    /** Done when the operating system has taken it, some time after the next {@link #flush}. */
    ChannelFuture write(Frame frame) {
        return encoder.write(Unpooled.wrappedBuffer(frame.wire()));
    }

    void flush() {
        channel.flush();
    }

    /** Reads nothing until {@link #resume}: what the peer sends waits in the kernels' buffers, and then at the peer. */
    void hold() {
        channel.config().setAutoRead(false);
    }

    void resume() {
        channel.config().setAutoRead(true);
    }

    /** For a peer to whom a close frame goes: one that is only slow reads it, and the code in it, within this time. */
    void cutLater() {
        channel.eventLoop().schedule(this::cut, CUT_AFTER_MS, TimeUnit.MILLISECONDS);
    }

    /** Ends the TCP connection now; nothing more is written. */
    void cut() {
        // HttpConnection.close() waits for its writes, which is what does not end here; the channel's close does not
        channel.close();
    }
}
