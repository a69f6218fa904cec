package io.smartcallcenter.gateway.ami;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Executor;

/** Opens AMI connections and logs in. */
public final class AmiClient {

    /** Everything that the normalizer needs and 62 % less than all; {@code system} brings FullyBooted. */
    private static final String EVENT_CLASSES = "call,agent,system";

    private final Vertx vertx;
    private final Context context;
    private final Executor loop;
    private final AmiEndpoint endpoint;
    private final Duration timeout;
    private final NetClient client;

    /**
     * @param context where the socket is read
     * @param loop where packets are handled
     */
    public AmiClient(Vertx vertx, Context context, Executor loop, AmiEndpoint endpoint, Duration timeout) {
        this.vertx = vertx;
        this.context = context;
        this.loop = loop;
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setTcpNoDelay(true));
    }

    /** A connected and logged-in link. Asterisk accepts a login before it is fully booted: wait for that event. */
    public Future<AmiConnection> connect(AmiConnection.Listener listener) {
        Promise<AmiConnection> connected = Promise.promise();
        context.runOnContext(ignored -> client.connect(endpoint.port(), endpoint.host())
                .map(socket -> AmiConnection.on(vertx, context, socket, loop, timeout, listener))
                .onComplete(result -> loop.execute(() -> {
                    if (result.failed()) {
                        connected.fail(result.cause());
                    } else {
                        login(result.result()).onComplete(connected);
                    }
                })));
        return connected.future();
    }

    public void close() {
        client.close();
    }

    private Future<AmiConnection> login(AmiConnection connection) {
        return connection
                .send(AmiAction.of("Challenge").with("AuthType", "MD5"))
                .map(answer -> withChallenge(answer.get("Challenge")))
                .recover(refused ->
                        endpoint.loopback() ? Future.succeededFuture(withPassword()) : Future.failedFuture(refused))
                .compose(connection::send)
                .map(connection)
                .onFailure(failure -> connection.close("login failed: " + failure.getMessage()));
    }

    private AmiAction withChallenge(String challenge) {
        if (challenge == null) {
            throw new AmiException("Challenge: the answer has none");
        }
        return AmiAction.of("Login")
                .with("AuthType", "MD5")
                .with("Username", endpoint.username())
                .with("Key", md5(challenge + endpoint.secret()))
                .with("Events", EVENT_CLASSES);
    }

    private AmiAction withPassword() {
        return AmiAction.of("Login")
                .with("Username", endpoint.username())
                .with("Secret", endpoint.secret())
                .with("Events", EVENT_CLASSES);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
