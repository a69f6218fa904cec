package io.smartcallcenter.notification.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.events.CustomerEvent.Card;
import io.smartcallcenter.events.CustomerEvent.Customer;
import io.smartcallcenter.events.CustomerEvent.Moment;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Caller;
import io.smartcallcenter.notification.Topics;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody whom only the CRM knows calls. */
@QuarkusTest
@WithTestResource(CrmTest.Crm.class)
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class CrmTest {

    /** In the last digit of a number stands what the CRM does with it. */
    private static final String KNOWN = "1";

    private static final String SLOW = "2";
    private static final String MOVED = "3";
    private static final String BROKEN = "4";
    private static final String HUGE = "5";
    private static final String NOBODY = "6";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Inject
    CrmLookup crm;

    /** Somebody's CRM. */
    public static class Crm implements QuarkusTestResourceLifecycleManager {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private HttpServer server;

        @Override
        public Map<String, String> start() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/", this::answer);
            server.setExecutor(threads);
            server.start();
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            return Map.of(
                    "scc.notification.crm.timeout",
                    "10s",
                    "scc.notification.crm.lookup-url",
                    url + "/find?number={number}",
                    "scc.notification.crm.authorization",
                    "Bearer of-the-test");
        }

        private void answer(HttpExchange exchange) throws IOException {
            String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
            String number = query.substring(query.indexOf('=') + 1);
            if (!"Bearer of-the-test".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "");
                return;
            }
            switch (number.substring(number.length() - 1)) {
                case KNOWN ->
                    send(
                            exchange,
                            200,
                            "{\"name\":\"Zoe\\u0000\",\"company\":7,\"email\":\"z@example.com\",\"tags\":[\"new\",{}],"
                                    + "\"note\":\"called " + number
                                    + "\",\"url\":\"https://crm.example/zoe\",\"more\":[]}");
                case SLOW -> {
                    try {
                        ended.await();
                    } catch (InterruptedException end) {
                        Thread.currentThread().interrupt();
                    }
                }
                case MOVED -> {
                    exchange.getResponseHeaders().add("Location", "/find?number=" + KNOWN);
                    send(exchange, 302, "");
                }
                case BROKEN -> send(exchange, 200, "no json");
                case HUGE -> send(exchange, 200, "{\"name\":\"" + "x".repeat(200_000) + "\"}");
                default -> send(exchange, 404, "");
            }
        }

        private static void send(HttpExchange exchange, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        @Override
        public void stop() {
            ended.countDown();
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static String number(String lastDigit) {
        return Caller.anyNumber().replaceFirst(".$", lastDigit);
    }

    private Optional<Customer> find(String number) {
        return crm.find(number).await().atMost(Duration.ofMinutes(3));
    }

    @Test
    void theCardShowsWhomTheCrmKnows() {
        Caller caller = Caller.now(number(KNOWN));
        try (Topics topics = new Topics(bootstrap)) {
            topics.send(
                    Topic.CALL_EVENTS,
                    caller.call,
                    caller.started(),
                    caller.rings("support", Caller.AGENT),
                    caller.answered("support", Caller.AGENT));
            topics.awaitRecord(
                            Topic.CUSTOMER_CARDS, caller.call, each -> ((Card) each.data()).moment() == Moment.ANSWERED)
                    .forEach(each -> {
                        Customer customer = ((Card) each.data()).customer();
                        assertThat(customer.id()).isEqualTo("crm:" + caller.number);
                        assertThat(customer.name()).isEqualTo("Zoe");
                        assertThat(customer.company()).isNull();
                        assertThat(customer.tags()).containsExactly("new");
                        assertThat(customer.note()).isEqualTo("called " + caller.number);
                        assertThat(customer.url()).isEqualTo("https://crm.example/zoe");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SLOW, MOVED, BROKEN, HUGE, NOBODY})
    void aCrmThatDoesNotAnswerKnowsNobody(String lastDigit) {
        assertThat(find(number(lastDigit))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "/relative", "https:///none", "ht tp://x"})
    void aScriptIsNoPage(String url) throws IOException {
        byte[] answer = ("{\"name\":\"x\",\"url\":\"" + url + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(CrmAnswer.read(answer, "crm:1", "1").orElseThrow().url()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"x\"", "null", "{\"name\":null}", "{\"name\":{\"first\":\"x\"}}"})
    void anAnswerWithoutNameIsNobody(String answer) throws IOException {
        assertThat(CrmAnswer.read(answer.getBytes(StandardCharsets.UTF_8), "crm:1", "1"))
                .isEmpty();
    }

    @Test
    void aNumberStaysInItsPlaceOfTheAddress() {
        CrmAddress address = new CrmAddress("https://crm.example/{number}/x");
        assertThat(address.of("+1/../?@evil#").toString()).isEqualTo("https://crm.example/%2B1%2F..%2F%3F%40evil%23/x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://{number}.example/",
                "https://crm.example:{number}/",
                "file:///{number}",
                "https://crm.example/",
                "https://user@crm.example/{number}",
                "{number}"
            })
    void anAddressThatANumberCouldChangeIsRefused(String template) {
        assertThatThrownBy(() -> new CrmAddress(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scc.notification.crm.lookup-url");
    }
}
