package io.smartcallcenter.bench.kpi;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Which events the live figures have shown. */
final class SeenUpdates implements AutoCloseable {

    /** The n-th event that raises a counter. */
    private record Expected(long number, long at, boolean counts) {}

    private static final class Counter {
        final AtomicLong sent = new AtomicLong();
        final ConcurrentLinkedDeque<Expected> open = new ConcurrentLinkedDeque<>();
    }

    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Histogram times = new Histogram(TimeUnit.MINUTES.toMillis(10), 3);
    private final KafkaConsumer<String, Envelope<?>> consumer;
    private final Thread thread = new Thread(this::read, "kpi-updates");
    private volatile boolean counting;

    SeenUpdates(String kafka) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new EnvelopeDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.KPI_UPDATES.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether the times of what is expected from now on are taken. */
    void counts(boolean counting) {
        this.counting = counting;
    }

    /** Before the event is sent. Events that raise no counter are not waited for. */
    void expect(Envelope<?> envelope, long at) {
        SccEvent event = envelope.data();
        if (event instanceof CallEvent.QueueJoined joined) {
            expect(joined.queue() + " total", at);
        } else if (event instanceof CallEvent.Answered answered) {
            expect(answered.queue() + " answered", at);
            expect(answered.agent().iface() + " answered", at);
        } else if (event instanceof CallEvent.QueueLeft left && left.outcome() == EntryOutcome.ABANDONED) {
            expect(left.queue() + " abandoned", at);
        } else if (event instanceof CallEvent.OfferStarted started) {
            expect(started.agent().iface() + " offered", at);
        }
    }

    private void expect(String name, long at) {
        Counter counter = counters.computeIfAbsent(name, key -> new Counter());
        counter.open.add(new Expected(counter.sent.incrementAndGet(), at, counting));
    }

    /** Events that were not shown yet. */
    long open() {
        return counters.values().stream()
                .mapToLong(counter -> counter.open.size())
                .sum();
    }

    Histogram times() {
        synchronized (times) {
            return times.copy();
        }
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<String, Envelope<?>> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() != null) {
                        seen(record.value().data(), System.currentTimeMillis());
                    }
                }
            }
        } catch (WakeupException closed) {
            // that is all
        } finally {
            consumer.close();
        }
    }

    private void seen(SccEvent update, long now) {
        if (update instanceof KpiUpdate.Queue queue) {
            reached(queue.queue() + " total", queue.total(), now);
            reached(queue.queue() + " answered", queue.answered(), now);
            reached(queue.queue() + " abandoned", queue.abandoned() + queue.shortAbandoned(), now);
        } else if (update instanceof KpiUpdate.Operator operator) {
            reached(operator.agent().iface() + " offered", operator.offered(), now);
            reached(operator.agent().iface() + " answered", operator.answered(), now);
        }
    }

    private void reached(String name, long number, long now) {
        Counter counter = counters.get(name);
        while (counter != null
                && counter.open.peekFirst() != null
                && counter.open.peekFirst().number() <= number) {
            Expected expected = counter.open.pollFirst();
            if (expected.counts()) {
                synchronized (times) {
                    times.recordValue(Math.max(0, now - expected.at()));
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
