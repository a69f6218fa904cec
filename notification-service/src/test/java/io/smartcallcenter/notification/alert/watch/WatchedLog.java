package io.smartcallcenter.notification.alert.watch;

import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.notification.Topics;
import io.smartcallcenter.notification.alert.Shift;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker of the test's own with a notification log that nobody writes but the test, as the log's writers would. */
final class WatchedLog implements AutoCloseable {

    private final EmbeddedKafka broker = EmbeddedKafka.start(0);
    private final Topics topics = new Topics(broker.bootstrapServers());
    private final KafkaProducer<String, Envelope<?>> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()), new StringSerializer(), new EnvelopeSerializer());

    WatchedLog() throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(WatchSettings.LOG, 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    Topics topics() {
        return topics;
    }

    void happens(Envelope<?> event) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(WatchSettings.LOG, 0, "k", event)).get();
    }

    /** So many offers in a row ring out. */
    void misses(Shift operator, int times) throws ExecutionException, InterruptedException {
        for (int i = 0; i < times; i++) {
            happens(operator.misses());
        }
    }

    @Override
    public void close() {
        producer.close();
        topics.close();
        broker.close();
    }
}
