package io.smartcallcenter.notification.ws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An identity provider that takes its time to hand out its keys keeps nobody else waiting. */
@QuarkusTest
@TestProfile(KeysFromAfarTest.SlowProvider.class)
class KeysFromAfarTest {

    /** Whatever is signed with it: the provider's keys are asked for first. */
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImsifQ"
            + ".eyJpc3MiOiJodHRwOi8vc2xvdy50ZXN0IiwiYXVkIjoic21hcnQtY2FsbC1jZW50ZXIiLCJleHAiOjQxMDI0NDQ4MDB9.AAAA";

    @TestHTTPResource("/")
    URI uri;

    /** One event loop, and keys that are given only when the test says so. */
    public static class SlowProvider implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "kafka.bootstrap.servers", "127.0.0.1:1",
                    "scc.topics.create", "false",
                    "quarkus.vertx.event-loops-pool-size", "1",
                    "scc.jwt.issuer", "http://slow.test",
                    "scc.jwt.public-key-location", SlowKeys.start());
        }
    }

    @Test
    @Timeout(600)
    void otherRequestsAreAnsweredWhileTheKeysAreFetched() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        CompletableFuture<HttpResponse<String>> waits = http.sendAsync(
                HttpRequest.newBuilder(uri.resolve("/api/ws/ticket"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        URI keys = URI.create(System.getProperty(SlowKeys.ADDRESS));
        http.send(HttpRequest.newBuilder(keys.resolve("/await-asked")).build(), BodyHandlers.discarding());

        CompletableFuture<HttpResponse<String>> open = http.sendAsync(
                HttpRequest.newBuilder(uri.resolve("/console-config.json")).build(), BodyHandlers.ofString());
        try {
            assertThat(open.get(180, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(waits).isNotDone();
        } finally {
            http.send(HttpRequest.newBuilder(keys.resolve("/release")).build(), BodyHandlers.discarding());
        }
        assertThat(waits.get(180, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
    }

    /** The provider. Its address is a system property: the profile and the test live in different class loaders. */
    static final class SlowKeys {

        static final String ADDRESS = "test.slow-keys";

        private SlowKeys() {}

        static String start() {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            try {
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.setExecutor(Executors.newCachedThreadPool(SlowKeys::daemon));
                server.createContext("/keys", exchange -> {
                    asked.countDown();
                    await(released);
                    byte[] none = "{\"keys\":[]}".getBytes();
                    exchange.sendResponseHeaders(200, none.length);
                    exchange.getResponseBody().write(none);
                    exchange.close();
                });
                server.createContext("/await-asked", exchange -> {
                    await(asked);
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
                server.createContext("/release", exchange -> {
                    released.countDown();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
                server.start();
                String address = "http://127.0.0.1:" + server.getAddress().getPort();
                System.setProperty(ADDRESS, address + "/");
                return address + "/keys";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static Thread daemon(Runnable task) {
            Thread thread = new Thread(task, "slow-keys");
            thread.setDaemon(true);
            return thread;
        }
    }
}
