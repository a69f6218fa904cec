package io.smartcallcenter.gateway.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.gateway.normalize.Published;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The way to Kafka: ordered, acknowledged by all replicas, and never in the way of a call. {@link #publish} only appends to a
 * bounded queue; one thread of our own feeds the producer, because {@code KafkaProducer.send} blocks on metadata and on a full
 * buffer. While Kafka is away, events wait in the producer and in the queue; what does not fit is counted and said as a gap.
 */
public final class EventPublisher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class);
    private static final long PAUSE_MS = 100;

    private final PublisherSettings settings;
    private final Supplier<Producer<String, Envelope<?>>> producers;
    private final BlockingQueue<Waiting> queue;
    private final Outstanding outstanding = new Outstanding();
    private final Losses losses;
    private final Counter published;
    private final Timer acknowledged;
    private final Thread thread;
    private volatile Waiting inHand;
    private Producer<String, Envelope<?>> producer;
    private ConnectionWatch connection;
    private volatile boolean connected;
    private volatile boolean closing;

    public EventPublisher(
            PublisherSettings settings, Supplier<Producer<String, Envelope<?>>> producers, MeterRegistry meters) {
        this.settings = settings;
        this.producers = producers;
        this.queue = new ArrayBlockingQueue<>(settings.capacity());
        this.losses = new Losses(settings, meters);
        this.published = meters.counter("scc.publish.events");
        this.acknowledged = Timer.builder("scc.publish.ack")
                .description("From the hand-over of an event to Kafka's acknowledgement")
                .publishPercentileHistogram()
                .register(meters);
        meters.gauge("scc.publish.queue.depth", queue, BlockingQueue::size);
        meters.gauge("scc.kafka.up", this, p -> p.kafkaUp() ? 1 : 0);
        this.thread = new Thread(this::run, "scc-publish");
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Hands events over; never blocks, never throws. */
    public void publish(List<Published> events) {
        for (Published event : events) {
            if (!queue.offer(new Waiting(event))) {
                losses.lost(event);
            }
        }
    }

    /** Kafka is connected and acknowledges in time. False before the first connection. */
    public boolean kafkaUp() {
        if (!connected) {
            return false;
        }
        Waiting oldest = outstanding.oldest();
        if (oldest == null) {
            oldest = queue.peek();
        }
        return oldest == null
                || System.nanoTime() - oldest.since() < settings.awayAfter().toNanos();
    }

    /** {@link System#nanoTime()}: whatever was handed over before it is acknowledged. */
    public long acknowledgedUpTo() {
        long now = System.nanoTime();
        Waiting next = queue.peek();
        Waiting taken = inHand;
        Waiting oldest = outstanding.oldest();
        long since = now;
        for (Waiting waiting : new Waiting[] {oldest, taken, next}) {
            if (waiting != null && !waiting.isDone() && waiting.since() < since) {
                since = waiting.since();
            }
        }
        return since;
    }

    /** Events that are not yet acknowledged. */
    public int depth() {
        return queue.size() + outstanding.size();
    }

    /** Waits for what can still be written, at most {@code patience}. */
    public void close(Duration patience) {
        closing = true;
        try {
            thread.join(patience.toMillis());
            if (thread.isAlive()) {
                LOG.warnf("%d events could not be written to Kafka before the stop", depth());
                thread.interrupt();
                thread.join(patience.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                if (producer == null) {
                    open();
                } else {
                    step();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The publisher was interrupted while it stopped");
        } finally {
            connected = false;
            if (producer != null) {
                producer.close(closing ? Duration.ofSeconds(1) : Duration.ZERO);
            }
        }
    }

    private void open() throws InterruptedException {
        try {
            producer = producers.get();
            connection = new ConnectionWatch(producer);
        } catch (KafkaException e) {
            LOG.warnf("No Kafka producer yet: %s", e.getMessage());
            Thread.sleep(PAUSE_MS * 10);
        }
    }

    private void step() throws InterruptedException {
        inHand = queue.peek();
        Waiting next = queue.poll(PAUSE_MS, TimeUnit.MILLISECONDS);
        inHand = next;
        connected = connection.up();
        outstanding.purge();
        losses.report(kafkaUp()).forEach(gap -> send(new Waiting(gap)));
        if (next != null) {
            send(next);
        }
    }

    /** Sends one event; when the producer's buffer is full or it has no metadata, again until it takes it: order matters. */
    private void send(Waiting waiting) {
        ProducerRecord<String, Envelope<?>> record = new ProducerRecord<>(
                waiting.event().topic().topicName(),
                waiting.event().key(),
                waiting.event().envelope());
        outstanding.add(waiting);
        while (producer != null && !taken(waiting, record)) {
            connected = connection.up();
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private boolean taken(Waiting waiting, ProducerRecord<String, Envelope<?>> record) {
        try {
            Future<RecordMetadata> sent = producer.send(record, (metadata, failure) -> done(waiting, failure));
            return !refused(sent);
        } catch (KafkaException | IllegalStateException e) {
            LOG.errorf(e, "The Kafka producer failed and is made anew");
            losses.lost(waiting.event());
            waiting.done();
            producer.close(Duration.ZERO);
            producer = null;
            return true;
        }
    }

    /** The producer did not take the record: its delivery timeout is endless, so no record that it took fails so. */
    private static boolean refused(Future<RecordMetadata> sent) {
        if (!sent.isDone()) {
            return false;
        }
        try {
            sent.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof TimeoutException;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** On the producer's thread. */
    private void done(Waiting waiting, Exception failure) {
        if (failure instanceof TimeoutException) {
            return;
        }
        waiting.done();
        if (failure == null) {
            published.increment();
            acknowledged.record(System.nanoTime() - waiting.since(), TimeUnit.NANOSECONDS);
        } else {
            losses.lost(waiting.event());
            LOG.errorf(
                    failure,
                    "Kafka refused an event of topic %s",
                    waiting.event().topic());
        }
    }
}
