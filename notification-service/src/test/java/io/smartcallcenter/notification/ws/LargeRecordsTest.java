package io.smartcallcenter.notification.ws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.feed.Feed;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics that take less than a record needs, as topics made by hand do: nobody is stopped, and what can be kept is kept. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class LargeRecordsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LOG = "notification-log";
    private static final String LETTERS = Topic.CALL_EVENTS.deadLetterName();

    @TestHTTPResource("/ws/v1")
    URI uri;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Feed feed;

    private final Events events = new Events().startingAt(Instant.now());
    private final String call = "large/" + UUID.randomUUID();
    private Admin admin;
    private TopicWriter topics;
    private TestSocket client;

    @BeforeEach
    void connect() throws Exception {
        await().atMost(PATIENCE).until(feed::isReady);
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        topics = new TopicWriter(bootstrapServers);
        client = TestSocket.withToken(
                URI.create(uri.toString().replaceFirst("^http", "ws")), TestTokens.of("supervisor"));
        client.subscribe(1, "calls");
    }

    @AfterEach
    void leave() throws Exception {
        takesAtMost(LOG, Topic.COPY_BYTES);
        takesAtMost(LETTERS, Topic.COPY_BYTES);
        client.close();
        topics.close();
        admin.close();
    }

    private void takesAtMost(String topic, int bytes) throws Exception {
        Collection<AlterConfigOp> limit = List.of(new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        admin.incrementalAlterConfigs(Map.of(resource, limit)).all().get();
        // the controller has it; the broker a moment later
        await().atMost(PATIENCE).until(() -> admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("max.message.bytes")
                .value()
                .equals(Integer.toString(bytes)));
    }

    private void theNextCallIsShown() throws Exception {
        String next = "next/" + UUID.randomUUID();
        topics.write(Topic.CALL_EVENTS, call, events.started(next, "700"));
        assertThat(client.event("call.started", next)).isNotNull();
    }

    private ConsumerRecord<String, byte[]> theLetter() {
        return await().atMost(PATIENCE)
                .until(
                        () -> topics.deadLettersOf(Topic.CALL_EVENTS).stream()
                                .filter(letter -> call.equals(letter.key()))
                                .findFirst()
                                .orElse(null),
                        letter -> letter != null);
    }

    @Test
    void anEventThatTheLogDoesNotTakeBecomesADeadLetter() throws Exception {
        takesAtMost(LOG, 100_000);
        String name = "n".repeat(500_000);
        topics.write(
                Topic.CALL_EVENTS,
                call,
                events.of(new CallEvent.Started(call, "c", new Party("+7", name), "700", null, null)));

        theNextCallIsShown();
        assertThat(new String(theLetter().value(), UTF_8)).contains(name);
    }

    @Test
    void aLetterThatItsTopicDoesNotTakeIsCut() throws Exception {
        takesAtMost(LETTERS, 100_000);
        topics.writeRaw(Topic.CALL_EVENTS, call, "?".repeat(500_000).getBytes(UTF_8));

        theNextCallIsShown();
        ConsumerRecord<String, byte[]> letter = theLetter();
        assertThat(letter.value()).hasSize(64 * 1024);
        assertThat(new String(letter.headers().lastHeader("dlq-cut-from").value(), UTF_8))
                .isEqualTo("500000");
    }

    @Test
    void aLetterThatIsRefusedForEverStopsNobody() throws Exception {
        takesAtMost(LETTERS, 100);
        topics.writeRaw(Topic.CALL_EVENTS, call, "poison".getBytes(UTF_8));

        theNextCallIsShown();
    }
}
