package io.smartcallcenter.notification.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Sends requests. Follows no redirect: the answer would come from somewhere else than was allowed. */
@ApplicationScoped
public class Outbound {

    private static final int CONNECTIONS_PER_HOST = 16;
    private static final int LONGEST_ANSWER = 65_536;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final HttpClient client;

    Outbound(Vertx vertx) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setVerifyHost(true).setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST));
    }

    /** @param body null without one */
    public record Question(HttpMethod method, URI address, Map<String, String> headers, byte[] body) {}

    /** What came back, at most 64 KiB of it. */
    public record Answer(int status, byte[] body) {

        public boolean success() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Fails if there is no answer in time, or a longer one than 64 KiB.
     *
     * @param server to connect to whatever the address resolves to now; null = as the address says
     */
    public Uni<Answer> send(Question question, InetAddress server, Duration patience) {
        return client.request(options(question, server, patience))
                .chain(request -> sent(request, question.body()).chain(response -> read(request, response)))
                .ifNoItem()
                .after(patience)
                .failWith(() -> new NoAnswer("no answer within " + patience.toMillis() + " ms"));
    }

    private static RequestOptions options(Question question, InetAddress server, Duration patience) {
        URI address = question.address();
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        int port = address.getPort() > 0 ? address.getPort() : secure ? HTTPS : HTTP;
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(question.method())
                .setHost(address.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(path + query)
                .setFollowRedirects(false)
                .setConnectTimeout(patience.toMillis())
                .setIdleTimeout(patience.toMillis());
        if (server != null) {
            options.setServer(SocketAddress.inetSocketAddress(port, server.getHostAddress()));
        }
        question.headers().forEach(options::putHeader);
        return options;
    }

    private static Uni<HttpClientResponse> sent(HttpClientRequest request, byte[] body) {
        return body == null ? request.send() : request.send(Buffer.buffer(body));
    }

    private static Uni<Answer> read(HttpClientRequest request, HttpClientResponse response) {
        return response.toMulti()
                .collect()
                .in(Buffer::buffer, (whole, part) -> {
                    if (whole.length() + part.length() > LONGEST_ANSWER) {
                        throw new NoAnswer("the answer is longer than " + LONGEST_ANSWER + " bytes");
                    }
                    whole.appendBuffer(part);
                })
                .onFailure()
                .invoke(() -> request.reset())
                .map(whole -> new Answer(response.statusCode(), whole.getBytes()));
    }

    /** There was none that can be used. */
    static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswer(String message) {
            super(message);
        }
    }
}
