package io.smartcallcenter.notification.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's server that events are sent to. */
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What came, and what was answered. */
    public record Request(String path, Map<String, List<String>> headers, byte[] body, int status) {

        public String header(String name) {
            return headers.get(name).get(0);
        }

        public JsonPath json() {
            return JsonPath.from(new String(body, StandardCharsets.UTF_8));
        }

        /** Whether it was signed with this secret, as a receiver would check it. */
        public boolean signedWith(String secret) {
            String signature = header("Scc-signature");
            String time = signature.substring("t=".length(), signature.indexOf(','));
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
                return signature
                        .substring(signature.indexOf("v1=") + "v1=".length())
                        .equals(HexFormat.of().formatHex(mac.doFinal(body)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        String callId() {
            return json().getString("data.callId");
        }
    }

    /** @param status to answer to a body */
    public Receiver(Function<String, Integer> status) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, status));
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange, Function<String, Integer> statuses) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = statuses.apply(new String(body, StandardCharsets.UTF_8));
        requests.add(new Request(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body, status));
        exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was taken, each event once: one whose answer came too late is sent again, and is known by its id. */
    public List<Request> taken() {
        Set<String> ids = new HashSet<>();
        return requests.stream()
                .filter(each -> each.status() >= 200 && each.status() < 300)
                .filter(each -> ids.add(each.header("Scc-id")))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
