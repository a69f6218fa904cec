package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.events.Envelope;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer whose Kafka can be taken away: then it takes records and nobody acknowledges them. */
class KafkaOfTest extends MockProducer<String, Envelope<?>> {

    private boolean away;

    KafkaOfTest(boolean away) {
        super(false, null, new StringSerializer(), new EventSerializer());
        this.away = away;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, Envelope<?>> record, Callback callback) {
        Future<RecordMetadata> sent = super.send(record, callback);
        if (!away) {
            completeNext();
        }
        return sent;
    }

    synchronized void takeAway() {
        away = true;
    }

    synchronized void bringBack() {
        away = false;
        while (completeNext()) {
            Thread.onSpinWait();
        }
    }

    List<String> keys() {
        return history().stream().map(ProducerRecord::key).toList();
    }
}
