package io.smartcallcenter.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.events.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * A partition that is just getting its leader refuses a request and takes the next one: nothing may be left behind. With several
 * requests on their way at once most of these rounds leave something.
 */
class FreshTopicsTest {

    private static final int ROUNDS = 6;
    private static final int TOPICS = 100;
    private static final int EVENTS = 60;

    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void takeEveryEvent() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            for (int round = 0; round < ROUNDS; round++) {
                List<String> topics = names(round);
                Producer<String, Envelope<?>> producer =
                        EventProducer.open(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                try {
                    admin.createTopics(
                                    topics.stream().map(FreshTopicsTest::topic).toList())
                            .all()
                            .get();
                    acknowledged.set(0);
                    send(producer, topics);

                    await("all acknowledgements of round " + round)
                            .atMost(Duration.ofMinutes(3))
                            .untilAsserted(() -> assertThat(acknowledged).hasValue(TOPICS * EVENTS));
                } finally {
                    // it would try for ever to send what is left
                    producer.close(Duration.ZERO);
                }
            }
        }
    }

    private static List<String> names(int round) {
        return IntStream.range(0, TOPICS)
                .mapToObj(number -> "fresh-" + round + "-" + number)
                .toList();
    }

    private static NewTopic topic(String name) {
        return new NewTopic(name, 1, (short) 1);
    }

    private void send(Producer<String, Envelope<?>> producer, List<String> topics) {
        Queue<ProducerRecord<String, Envelope<?>>> waiting = new ConcurrentLinkedQueue<>();
        for (int number = 0; number < EVENTS; number++) {
            Envelope<?> event = TestEvents.event(number).envelope();
            topics.forEach(topic -> waiting.add(new ProducerRecord<>(topic, "k", event)));
        }
        while (!waiting.isEmpty()) {
            ProducerRecord<String, Envelope<?>> record = waiting.remove();
            producer.send(record, (metadata, refused) -> {
                if (refused == null) {
                    acknowledged.incrementAndGet();
                } else {
                    // the producer did not know the topic yet
                    waiting.add(record);
                }
            });
        }
    }
}
