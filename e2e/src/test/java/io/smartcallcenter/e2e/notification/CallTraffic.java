package io.smartcallcenter.e2e.notification;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Calls that start, wait and end: so many events a second. */
final class CallTraffic implements AutoCloseable {

    private static final int LIVING = 50;

    private final KafkaProducer<String, Envelope<?>> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<String> written = new ArrayList<>();
    private final List<String> ofTheQueue = new ArrayList<>();
    private final Set<String> living = new HashSet<>();
    private final Queue<String> waiting = new ArrayDeque<>();
    private int calls;
    private String starting;

    CallTraffic(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0, "acks", "all"),
                new StringSerializer(),
                new EnvelopeSerializer());
    }

    void start(int eventsPerSecond) {
        clock.scheduleAtFixedRate(this::next, 0, 1_000_000 / eventsPerSecond, TimeUnit.MICROSECONDS);
    }

    /** A call starts, then joins; when enough of them wait, the oldest ends. */
    private synchronized void next() {
        if (starting != null) {
            write(
                    starting,
                    "joined",
                    new CallEvent.QueueJoined(
                            starting, starting + "/e1", "support", new Party("79010000001", "Caller"), 1, 1));
            waiting.add(starting);
            starting = null;
        } else if (waiting.size() > LIVING) {
            String call = waiting.remove();
            living.remove(call);
            write(call, "ended", new CallEvent.Ended(call, 16, 1_000));
        } else {
            starting = "pbx1/" + ++calls;
            living.add(starting);
            write(
                    starting,
                    "started",
                    new CallEvent.Started(
                            starting,
                            starting,
                            new Party("79010000001", "Caller"),
                            "700",
                            "from-trunk",
                            "PJSIP/trunk"));
        }
    }

    private void write(String call, String what, CallEvent event) {
        String id = call + "/" + what;
        EventMeta meta = new EventMeta(id, "/asterisk/pbx1", call, Instant.now(), 1, written.size() + 1L, null, null);
        producer.send(new ProducerRecord<>(Topic.CALL_EVENTS.topicName(), call, new Envelope<>(meta, event)));
        written.add(id);
        if (!what.equals("started")) {
            ofTheQueue.add(id);
        }
    }

    /** No more after this. */
    void stop() {
        clock.shutdown();
        try {
            clock.awaitTermination(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        producer.flush();
    }

    synchronized int count() {
        return written.size();
    }

    /** Ids of all events. */
    synchronized List<String> written() {
        return List.copyOf(written);
    }

    /** Ids of those that the channel of the queue has. */
    synchronized List<String> ofTheQueue() {
        return List.copyOf(ofTheQueue);
    }

    synchronized Set<String> living() {
        return Set.copyOf(living);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        producer.close();
    }
}
