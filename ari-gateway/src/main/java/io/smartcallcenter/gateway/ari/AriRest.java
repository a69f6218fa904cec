package io.smartcallcenter.gateway.ari;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.Map;

/**
 * ARI's REST side. Futures complete on the calling context. A connection that Asterisk closed while it was idle
 * ({@code session_keep_alive}, 15 s) is tried once more: all our requests are either idempotent or carry their own id.
 */
public final class AriRest {

    // Asterisk's http.conf allows 100 sessions by default, and they are shared with everybody else.
    private static final int CONNECTIONS = 32;
    private static final int WAITING_REQUESTS = 10_000;
    private static final int KEEP_ALIVE_S = 10;

    private final AriEndpoint endpoint;
    private final WebClient client;
    private final long timeoutMs;
    private volatile boolean closed;

    public AriRest(Vertx vertx, AriEndpoint endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeoutMs = timeout.toMillis();
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setDefaultHost(endpoint.host())
                        .setDefaultPort(endpoint.port())
                        .setSsl(endpoint.tls())
                        .setMaxPoolSize(CONNECTIONS)
                        .setMaxWaitQueueSize(WAITING_REQUESTS)
                        .setKeepAliveTimeout(KEEP_ALIVE_S)
                        .setConnectTimeout((int) timeoutMs)
                        .setTcpNoDelay(true)
                        .setFollowRedirects(false)
                        .setUserAgentEnabled(false));
    }

    public Future<Buffer> get(String path) {
        return send(HttpMethod.GET, path, null);
    }

    public Future<Buffer> post(String path, Map<String, String> query) {
        return send(HttpMethod.POST, AriPath.withQuery(path, query), null);
    }

    public Future<Buffer> put(String path, JsonObject body) {
        return send(HttpMethod.PUT, path, body.toBuffer());
    }

    public Future<Buffer> delete(String path, Map<String, String> query) {
        return send(HttpMethod.DELETE, AriPath.withQuery(path, query), null);
    }

    public void close() {
        closed = true;
        client.close();
    }

    private Future<Buffer> send(HttpMethod method, String uri, Buffer body) {
        return once(method, uri, body)
                .recover(failure ->
                        failure instanceof HttpClosedException ? once(method, uri, body) : Future.failedFuture(failure))
                .compose(response -> response.statusCode() / 100 == 2
                        ? Future.succeededFuture(response.body())
                        : Future.failedFuture(error(method, uri, response)));
    }

    private Future<HttpResponse<Buffer>> once(HttpMethod method, String uri, Buffer body) {
        if (closed) {
            return Future.failedFuture("the gateway stops");
        }
        HttpRequest<Buffer> request = client.request(method, endpoint.prefix() + "/ari" + uri)
                .putHeader(HttpHeaders.AUTHORIZATION.toString(), endpoint.authorization())
                .timeout(timeoutMs);
        if (body == null) {
            return request.send();
        }
        return request.putHeader(HttpHeaders.CONTENT_TYPE.toString(), "application/json")
                .sendBuffer(body);
    }

    private static AriException error(HttpMethod method, String uri, HttpResponse<Buffer> response) {
        String text = response.bodyAsString();
        String shortened = text == null ? "" : text.substring(0, Math.min(200, text.length()));
        int query = uri.indexOf('?');
        return new AriException(
                response.statusCode(), method + " " + (query < 0 ? uri : uri.substring(0, query)), shortened);
    }
}
