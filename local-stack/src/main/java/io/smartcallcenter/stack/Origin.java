package io.smartcallcenter.stack;

import io.smartcallcenter.embedded.JwtIssuer;
import io.smartcallcenter.stack.Ports.Listener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyOptions;
import java.util.concurrent.TimeUnit;

/**
 * The one address of the suite: passes each path (WebSockets too) on to its service and hands out tokens, as an ingress and an
 * identity provider do in production.
 */
final class Origin implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 20;
    private static final int MAX_FORM_BYTES = 4_096;

    private final Ports ports;
    private final DemoUsers users;
    private final JwtIssuer issuer;
    private final Vertx vertx = Vertx.vertx();
    private final HttpProxy proxy;

    Origin(Ports ports, DemoUsers users, JwtIssuer issuer) {
        this.ports = ports;
        this.users = users;
        this.issuer = issuer;
        this.proxy = HttpProxy.reverseProxy(
                        new ProxyOptions().setSupportWebSocket(true),
                        vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(256)))
                .origin(OriginRequestProvider.selector(context -> Future.succeededFuture(
                        service(context.request().proxiedRequest().path()))));
    }

    private SocketAddress service(String path) {
        return SocketAddress.inetSocketAddress(ports.of(Routes.of(path)), HOST);
    }

    void start() {
        HttpServer server =
                vertx.createHttpServer(new HttpServerOptions().setHost(HOST).setPort(ports.of(Listener.ORIGIN)));
        server.requestHandler(this::handle);
        await(server.listen(), START_SECONDS);
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/auth/token" -> token(request);
            case "/auth/jwks.json" -> json(request, 200, issuer.jwks());
            default -> proxy.handle(request);
        }
    }

    /** The resource owner password grant of OAuth 2, answers as in RFC 6749, 5.1 and 5.2. */
    private void token(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader("Allow", "POST");
            json(request, 405, error("invalid_request", "POST a form with username and password"));
            return;
        }
        request.setExpectMultipart(true);
        request.handler(chunk -> {
            if (request.bytesRead() > MAX_FORM_BYTES) {
                request.connection().close();
            }
        });
        request.exceptionHandler(e -> json(request, 400, error("invalid_request", "the form cannot be read")));
        request.endHandler(end -> answer(request));
    }

    private void answer(HttpServerRequest request) {
        String username = request.getFormAttribute("username");
        String password = request.getFormAttribute("password");
        if (username == null || password == null) {
            json(request, 400, error("invalid_request", "the form needs username and password"));
            return;
        }
        users.login(username, password)
                .ifPresentOrElse(
                        token -> json(request, 200, granted(token)),
                        () -> json(request, 401, error("invalid_grant", "no such user, or not its password")));
    }

    private static String granted(String token) {
        return new JsonObject()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", DemoUsers.VALIDITY.toSeconds())
                .encode();
    }

    private static String error(String code, String description) {
        return new JsonObject()
                .put("error", code)
                .put("error_description", description)
                .encode();
    }

    private static void json(HttpServerRequest request, int status, String body) {
        if (request.response().ended()) {
            return;
        }
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body);
    }

    @Override
    public void close() {
        await(vertx.close(), STOP_SECONDS);
    }

    private static <T> T await(Future<T> future, long seconds) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new StackFailure("The origin does not start or stop", e);
        }
    }
}
