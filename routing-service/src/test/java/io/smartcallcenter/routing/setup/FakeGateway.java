package io.smartcallcenter.routing.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The gateway's API with answers that a test gives; what it was asked with is kept. */
public class FakeGateway implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static final List<String> TOKENS = new CopyOnWriteArrayList<>();
    private static volatile int status = 200;

    private HttpServer server;

    static void answers(String extensions, String realtime) {
        status = 200;
        TOKENS.clear();
        ANSWERS.put("/api/asterisk/extensions", extensions);
        ANSWERS.put("/api/asterisk/realtime-data", realtime);
    }

    static void refuses(int code) {
        status = code;
    }

    /** The Authorization headers that came. */
    static List<String> tokens() {
        return List.copyOf(TOKENS);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", FakeGateway::answer);
        server.start();
        return Map.of(
                "scc.routing.gateway-url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        TOKENS.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] body =
                ANSWERS.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
