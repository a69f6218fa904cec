package io.smartcallcenter.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.e2e.suite.Api;
import io.smartcallcenter.e2e.suite.LiveClient;
import io.smartcallcenter.e2e.suite.TopicReader;
import io.smartcallcenter.e2e.suite.WholeSuite;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.stack.LocalStack;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody can read stops nobody, and is found again on the dead letter topic. */
@ExtendWith(WholeSuite.class)
class PoisonTest {

    private static final List<String> SERVICES = List.of("gateway", "routing", "kpi", "cdr-sync", "notification");
    private static final List<byte[]> POISON = List.of(
            "this is no JSON".getBytes(UTF_8),
            "{\"type\":\"call.of.tomorrow\",\"callId\":\"pbx1/1.1\"}".getBytes(UTF_8),
            "{\"type\":\"call.ended\"}".getBytes(UTF_8),
            new byte[] {0, -1, 127});
    /** Those that a service reads; on the others poison lies unread. */
    private static final Set<Topic> READ = EnumSet.of(
            Topic.CALL_EVENTS,
            Topic.AGENT_EVENTS,
            Topic.NODE_EVENTS,
            Topic.ASTERISK_STATE,
            Topic.CALL_COMMANDS,
            Topic.KPI_UPDATES);

    private static final Duration SOON = Duration.ofMinutes(3);

    @Test
    void onEveryTopicItStopsNobodyAndWhereItIsReadItBecomesADeadLetter(LocalStack stack) throws Exception {
        poisonEveryTopic(stack);

        for (Topic topic : READ) {
            await().atMost(SOON).untilAsserted(() -> assertThat(deadLetters(stack, topic))
                    .as(topic.deadLetterName())
                    .contains(POISON.stream().map(PoisonTest::text).toArray(String[]::new)));
        }
        aCallIsStillRoutedCountedAndShown(stack);
        Api api = new Api(stack);
        for (String service : SERVICES) {
            assertThat(api.request("GET", stack.management(service) + "/health", null)
                            .statusCode())
                    .as(service)
                    .isEqualTo(200);
        }
    }

    private static void poisonEveryTopic(LocalStack stack) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Topic topic : Topic.values()) {
                for (byte[] value : POISON) {
                    producer.send(new ProducerRecord<>(topic.topicName(), "poison", value))
                            .get(SOON.toSeconds(), TimeUnit.SECONDS);
                }
            }
        }
    }

    private static List<String> deadLetters(LocalStack stack, Topic topic) {
        return TopicReader.records(stack, topic.deadLetterName()).stream()
                .map(record -> text(record.value()))
                .toList();
    }

    private static String text(byte[] value) {
        return new String(value, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static void aCallIsStillRoutedCountedAndShown(LocalStack stack) throws Exception {
        VirtualAsterisk asterisk = stack.virtualAsterisk();
        asterisk.operators(RingPlan.always(Reaction.answer(Duration.ofMillis(300))));
        Instant from = asterisk.now();
        try (LiveClient supervisor = LiveClient.connect(stack, stack.token("supervisor"))) {
            supervisor.subscribe("queue:backup");
            await().atMost(SOON).until(() -> supervisor.accepted() == 1);

            Call call = asterisk.call("79005550103", "709", CallerPlan.talksFor(Duration.ofSeconds(1)));
            call.ended().get(SOON.toSeconds(), TimeUnit.SECONDS);

            Api api = new Api(stack);
            await().atMost(SOON).untilAsserted(() -> assertThat(api.queue("backup", from, from.plusSeconds(300))
                            .path("answered_calls")
                            .asInt())
                    .isEqualTo(1));
            await().atMost(SOON).untilAsserted(() -> assertThat(supervisor.eventTypes("queue:backup"))
                    .contains("scc.call.answered.v1"));
        }
    }
}
