package io.smartcallcenter.gateway.setup;

import io.smartcallcenter.gateway.ari.AriEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * Asks one ARI, at the host and port that were given and nowhere else: no redirect is followed, an answer has limits of time and
 * size, and nothing of it is passed on as it is.
 */
final class AriProbe implements AutoCloseable {

    /** A PBX with some thousand endpoints answers with about 1 MB. */
    private static final int MAX_BODY = 4 * 1024 * 1024;

    /** An answer; the body is empty unless the status is 200. */
    record Answer(int status, Buffer body) {

        boolean ok() {
            return status == 200;
        }

        /** Empty if the body is none. */
        JsonObject object() {
            try {
                return ok() ? body.toJsonObject() : new JsonObject();
            } catch (DecodeException | ClassCastException e) {
                return new JsonObject();
            }
        }

        /** Empty if the body is none. */
        JsonArray list() {
            try {
                return ok() ? body.toJsonArray() : new JsonArray();
            } catch (DecodeException | ClassCastException e) {
                return new JsonArray();
            }
        }
    }

    private final AriEndpoint endpoint;
    private final HttpClient client;
    private final long timeoutMs;

    AriProbe(Vertx vertx, AriEndpoint endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeoutMs = timeout.toMillis();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) timeoutMs)
                .setSsl(endpoint.tls())
                .setMaxHeaderSize(8_192)
                .setKeepAlive(false));
    }

    Future<Answer> get(String path) {
        return ask(HttpMethod.GET, path);
    }

    /** Deletes a channel that cannot exist: 404 shows that the user may write, 403 that it may not. */
    Future<Answer> deleteNothing() {
        return ask(HttpMethod.DELETE, "/channels/scc-probe-that-is-no-channel");
    }

    @Override
    public void close() {
        client.close();
    }

    private Future<Answer> ask(HttpMethod method, String path) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setURI(endpoint.prefix() + "/ari" + path)
                .setFollowRedirects(false)
                .setTimeout(timeoutMs)
                .putHeader("Authorization", endpoint.authorization());
        return client.request(request).compose(ready -> {
            // Before it is sent: a short answer may have ended when its future is looked at only then.
            Future<Answer> answer = ready.response().compose(this::read);
            ready.end();
            return answer;
        });
    }

    private Future<Answer> read(HttpClientResponse response) {
        Promise<Answer> answered = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > MAX_BODY) {
                answered.tryFail("the answer is longer than " + MAX_BODY + " bytes");
                response.request().reset();
            } else if (response.statusCode() == 200) {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(answered::tryFail);
        response.endHandler(done -> answered.tryComplete(new Answer(response.statusCode(), body)));
        return answered.future();
    }
}
