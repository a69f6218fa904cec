package io.smartcallcenter.virtual.control;

import io.smartcallcenter.virtual.VirtualAsterisk;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * The REST API that lets calls come, plays scenarios and causes faults. On a port of its own, behind a bearer token, on a thread of its
 * own: a question to the PBX may wait. The contract is {@code openapi/control.yaml}, which it serves without a token.
 */
public final class ControlServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ControlServer.class);
    private static final int MOST_BYTES = 1024 * 1024;
    private static final String BASE = "/control";

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private final byte[] token;
    private final ControlApi api;
    private final int port;

    private ControlServer(VirtualAsterisk asterisk, String host, int port, String token) {
        if (token == null || token.length() < 16) {
            throw new IllegalArgumentException("The control API needs a token of at least 16 characters");
        }
        this.token = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.api = new ControlApi(asterisk);
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setReuseAddress(true));
        server.requestHandler(this::request);
        this.port = server.listen(port, host)
                .map(HttpServer::actualPort)
                .onFailure(busy -> vertx.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Waits until it listens. Port 0 takes a free one. */
    public static ControlServer start(VirtualAsterisk asterisk, String host, int port, String token) {
        return new ControlServer(asterisk, host, port, token);
    }

    public int port() {
        return port;
    }

    private void request(HttpServerRequest request) {
        if (request.path().equals(BASE + "/openapi.yaml")) {
            request.response().putHeader("Content-Type", "application/yaml").end(contract());
        } else if (!authenticated(request)) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            answer(request, new Problem(401, "Unauthorized", "A bearer token is needed", List.of()));
        } else {
            Buffer body = Buffer.buffer();
            request.handler(part -> {
                if (body.length() + part.length() > MOST_BYTES) {
                    request.handler(rest -> {});
                    answer(request, new Problem(413, "Content Too Large", "At most 1 MiB", List.of()));
                } else {
                    body.appendBuffer(part);
                }
            });
            request.endHandler(all -> {
                if (!request.response().ended()) {
                    handle(request, body.toString(StandardCharsets.UTF_8));
                }
            });
        }
    }

    private boolean authenticated(HttpServerRequest request) {
        String given = request.getHeader("Authorization");
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token);
    }

    private void handle(HttpServerRequest request, String body) {
        try {
            if (!request.path().startsWith(BASE + "/")) {
                throw Problem.notFound("There is nothing at this path");
            }
            List<String> path =
                    List.of(request.path().substring(BASE.length() + 1).split("/"));
            ControlApi.Answer answer = api.handle(request.method().name(), path, request.params(), body);
            request.response().setStatusCode(answer.status());
            if (answer.body() == null) {
                request.response().end();
            } else {
                request.response().putHeader("Content-Type", "application/json").end(answer.body());
            }
        } catch (Problem problem) {
            answer(request, problem);
        } catch (IllegalStateException | IllegalArgumentException | CompletionException cannot) {
            Throwable cause = cannot instanceof CompletionException ? cannot.getCause() : cannot;
            answer(request, Problem.conflict(String.valueOf(cause.getMessage())));
        } catch (RuntimeException failed) {
            LOG.errorf(failed, "%s %s failed", request.method(), request.path());
            answer(request, new Problem(500, "Internal Server Error", "See the log", List.of()));
        }
    }

    private static void answer(HttpServerRequest request, Problem problem) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.json());
    }

    private static String contract() {
        try (InputStream in = ControlServer.class.getResourceAsStream("/openapi/control.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
