package io.smartcallcenter.kpi.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.kpi.Story;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The present of a queue: on the topic, over HTTP and as metrics it is the same. And the dashboard asks for what there is. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
@TestProfile(KpiMetricsTest.Noon.class)
class KpiMetricsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path DASHBOARD = Path.of("../deploy/grafana/kpi.json");
    private static final Pattern METRIC = Pattern.compile("([a-z][a-z0-9_]+)\\{|label_values\\(([a-z0-9_]+)");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @TestHTTPResource(management = true)
    URL management;

    @Inject
    KafkaClientService clients;

    @Inject
    MeterRegistry meters;

    private final String queue = "m" + UUID.randomUUID();
    private final Agent agent = new Agent("PJSIP/" + queue, "Metrics");
    private KafkaSide kafka;

    /** What happens before midnight is yesterday's after it: the service reports in a zone in which it is about noon. */
    public static final class Noon implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            int hour = LocalTime.now(ZoneOffset.UTC).getHour();
            return Map.of("scc.kpi.zone", ZoneOffset.ofHours(12 - hour).getId());
        }
    }

    @BeforeEach
    void connect() {
        kafka = new KafkaSide(bootstrap);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    private String metrics() throws IOException {
        try (InputStream in = new URL(management, "/metrics").openStream()) {
            // the text format may end labels with a comma
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(",}", "}");
        }
    }

    /** Labels are in the order of their names. */
    private String line(String name, String labels, String value) {
        return name + "{" + labels + "} " + value + "\n";
    }

    @Test
    void thePresentIsTheSameOnTheTopicOverHttpAndInTheMetrics() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Story story = new Story(now.minusSeconds(40))
                .device(0, agent, DeviceState.NOT_INUSE)
                .member(0, agent, queue)
                .waited("c1-" + queue, queue, 0, EntryOutcome.ANSWERED, 5_000)
                .waited("c2-" + queue, queue, 0, EntryOutcome.ABANDONED, 7_000)
                .joined(30_000, "c3-" + queue, "e3-" + queue, queue)
                .offered(31_000, "c3-" + queue, "o3-" + queue, "e3-" + queue, queue, agent);
        kafka.send(story.events);

        KpiUpdate.Queue update = (KpiUpdate.Queue) kafka.awaitUpdate(
                        "queue/" + queue,
                        data -> data instanceof KpiUpdate.Queue figures
                                && figures.total() == 3
                                && figures.waiting() == 1
                                && figures.operators().ringing() == 1)
                .data();
        assertThat(update.serviceLevel()).isEqualTo(50.0);
        assertThat(update.longestWaitingSince()).isEqualTo(story.after(30_000));
        kafka.awaitUpdate(
                "operator/" + agent.iface(),
                data -> data instanceof KpiUpdate.Operator operator
                        && operator.state() == OperatorState.RINGING
                        && story.after(31_000).equals(operator.since()));

        JsonNode realtime = json("/api/kpi/realtime?queue=" + queue);
        JsonNode present = realtime.at("/queues/0");
        assertThat(realtime.path("queues")).hasSize(1);
        assertThat(present.path("waiting").asInt()).isEqualTo(1);
        assertThat(present.path("longest_wait").asDouble()).isGreaterThanOrEqualTo(10.0);
        assertThat(present.at("/operators/ringing").asInt()).isEqualTo(1);
        assertThat(realtime.at("/operators/0/state").asText()).isEqualTo("ringing");
        JsonNode report = json("/api/kpi/queues?queue=" + queue + "&from=" + update.from() + "&to="
                        + update.from().plus(1, ChronoUnit.DAYS))
                .at("/queues/0");
        for (String column : List.of("waiting", "total_calls", "answered_calls", "abandoned_calls", "answer_rate")) {
            assertThat(present.path(column)).as(column).isEqualTo(report.path(column));
        }

        String label = "queue=\"" + queue + "\"";
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics())
                .contains(line("scc_kpi_queue_calls_today", "outcome=\"answered\"," + label, "1.0"))
                .contains(line("scc_kpi_queue_calls_today", "outcome=\"abandoned\"," + label, "1.0"))
                .contains(line("scc_kpi_queue_calls_today", "outcome=\"waiting\"," + label, "1.0"))
                .contains(line("scc_kpi_queue_waiting", label, "1.0"))
                .contains(line("scc_kpi_queue_wait_mean_seconds", label, "6.0"))
                .contains(line("scc_kpi_queue_operators", label + ",state=\"ringing\"", "1.0"))
                .contains("scc_kpi_queue_longest_wait_seconds{" + label)
                .containsPattern("scc_kpi_freshness_seconds_count [1-9]")
                .containsPattern("scc_kpi_write_seconds_count [1-9]")
                .containsPattern("scc_kpi_rollup_seconds_count [1-9]"));
    }

    private JsonNode json(String path) {
        return given().auth()
                .oauth2(TestTokens.of("supervisor"))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .as(JsonNode.class);
    }

    @Test
    void everyMetricOfTheDashboardIsThere() throws IOException {
        Set<String> wanted = new TreeSet<>();
        new ObjectMapper().readTree(DASHBOARD.toFile()).findValuesAsText("expr").forEach(expr -> add(wanted, expr));
        new ObjectMapper()
                .readTree(DASHBOARD.toFile())
                .findValuesAsText("query")
                .forEach(expr -> add(wanted, expr));
        assertThat(wanted).hasSizeGreaterThan(15);
        kafka.send(new Story(Instant.now()).waited("d-" + queue, queue, 0, EntryOutcome.TIMEOUT, 9_000).events);
        kafka.sendRaw("call-events", queue, "not JSON at all".getBytes(StandardCharsets.UTF_8));
        kafka.send(List.of(ofEpoch(2), ofEpoch(1)), queue);
        json("/api/kpi/realtime");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics())
                .as("of the clients, bound by the service")
                .contains("kafka_consumer_"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            String there = metricsOfNow();
            assertThat(wanted).allSatisfy(name -> assertThat(there).containsPattern("(?m)^" + name + "[{ ]"));
        });
    }

    /** What a client has since it was assigned partitions is bound by the service too, but once a minute. */
    private String metricsOfNow() throws IOException {
        try (KafkaClientMetrics now =
                new KafkaClientMetrics(clients.getConsumer("kpi-touched").unwrap())) {
            now.bindTo(meters);
            return metrics();
        }
    }

    private static void add(Set<String> names, String expression) {
        Matcher matcher = METRIC.matcher(expression);
        while (matcher.find()) {
            names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
    }

    /** The owner of a node, or its successor: what the former writes after the latter is dropped. */
    private Envelope<?> ofEpoch(long epoch) {
        EventMeta meta = new EventMeta(queue + epoch, "/asterisk/" + queue, queue, Instant.now(), epoch, 1, null, null);
        return new Envelope<>(meta, new CallEvent.Ended(queue + "/1", 16, 0));
    }
}
