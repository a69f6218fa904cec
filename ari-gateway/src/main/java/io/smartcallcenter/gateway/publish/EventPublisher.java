package io.smartcallcenter.gateway.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.gateway.normalize.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;

/**
 * The way to Kafka: ordered, acknowledged by all replicas, and never in the way of a call. {@link #publish} only appends to a
 * bounded queue; one thread of our own feeds the producer, because {@code KafkaProducer.send} blocks on metadata and on a full
 * buffer. While Kafka is away that thread keeps the events on disk and delivers them in order afterwards, see {@link Backlog}.
 * What does not fit is dropped from the old end, counted and said as a gap.
 */
public final class EventPublisher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventPublisher.class);
    /** While Kafka is away, events are written to disk this often: what a killed process can lose. */
    private static final long PAUSE_MS = 20;
    /** Without any connection there is no reason to wait for {@code awayAfter}. */
    private static final Duration UNCONNECTED = Duration.ofMillis(200);

    private static final Duration LAST_ACKNOWLEDGEMENTS = Duration.ofSeconds(1);

    private final PublisherSettings settings;
    private final BlockingQueue<Outgoing> queue;
    private final Deque<Outgoing> unsent = new ArrayDeque<>();
    private final Losses losses;
    private final Delivery delivery;
    private final Journal journal;
    private final Backlog backlog;
    private final Thread thread;
    private int generation;
    private volatile long acknowledgedUpTo = System.nanoTime();
    private volatile boolean detour;
    private volatile boolean closing;
    private volatile long deadline;

    /** @param newestEpoch the newest epoch known of an event source, 0 if none is: see {@link Supersession} */
    public EventPublisher(
            PublisherSettings settings,
            Supplier<Producer<String, Envelope<?>>> producers,
            ToLongFunction<String> newestEpoch,
            MeterRegistry meters) {
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.capacity());
        this.losses = new Losses(meters);
        this.delivery = new Delivery(producers, losses, meters);
        this.journal = new Journal(settings.journal(), losses);
        this.backlog = new Backlog(journal, delivery, new Supersession(newestEpoch));
        PublisherGauges.register(this, journal, queue, delivery, meters);
        this.thread = new Thread(this::run, "scc-publish");
        this.thread.setDaemon(true);
    }

    public void start() {
        // What an earlier run has left comes first, so the first event of this one must find it open.
        detour = backlog.resume();
        if (detour) {
            LOG.infof("%d events of an earlier run wait for Kafka", journal.count());
        }
        thread.start();
    }

    /** Hands events over; never blocks, never throws. */
    public void publish(List<Published> events) {
        for (Published event : events) {
            losses.heard(event);
            Outgoing outgoing = Outgoing.of(event);
            while (!queue.offer(outgoing)) {
                Outgoing oldest = queue.poll();
                if (oldest != null) {
                    losses.lost(oldest, "more wait than may wait in memory");
                }
            }
        }
    }

    /**
     * Events that are handed over now reach Kafka in time. False before the first connection, and while older ones that waited
     * on disk are delivered first.
     */
    public boolean kafkaUp() {
        Duration patience = settings.awayAfter();
        return delivery.connected() && !detour && !older(delivery.waitingSince(), patience) && !headLate(patience);
    }

    /**
     * {@link System#nanoTime()}: whatever was handed over before it is acknowledged (or said as a gap). It stands still while events
     * wait on disk, and is up to 20 ms behind.
     */
    public long acknowledgedUpTo() {
        return acknowledgedUpTo;
    }

    /** Events that are not yet acknowledged, in memory and on disk. */
    public long depth() {
        return detour ? queue.size() + journal.count() : queue.size() + delivery.size();
    }

    /** Nothing is left of what waited on disk: what is published now is what comes next. */
    public boolean caughtUp() {
        return !detour;
    }

    /** Why events could not be kept on disk at the last attempt; null if they could, or never had to be. */
    public String diskTrouble() {
        return journal.trouble();
    }

    /** Time of the oldest event that Kafka has not acknowledged; null if there is none. */
    Instant oldest() {
        Instant onDisk = journal.oldest();
        Long since = delivery.waitingSince();
        Outgoing head = queue.peek();
        since = since == null && head != null ? (Long) head.since() : since;
        return onDisk != null || since == null ? onDisk : Instant.now().minusNanos(System.nanoTime() - since);
    }

    /** Waits for what can still be written, at most about {@code patience}; the rest stays on disk for the next start. */
    public void close(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
        closing = true;
        try {
            thread.join(patience.plus(LAST_ACKNOWLEDGEMENTS).plus(patience).toMillis());
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
            while (!closing || !drained()) {
                step();
            }
        } catch (InterruptedException e) {
            // Not interrupted again: that would close the file under the journal.
            LOG.debug("The publisher was interrupted");
        } finally {
            leave();
        }
    }

    private boolean drained() {
        boolean done = !detour && unsent.isEmpty() && queue.isEmpty() && delivery.size() == 0;
        return done || away() || System.nanoTime() - deadline >= 0;
    }

    private void step() throws InterruptedException {
        delivery.refresh();
        if (!detour) {
            acknowledgedUpTo = oldestHandOver();
        }
        if (!detour && away()) {
            detour = backlog.begin(unsent);
        }
        if (detour) {
            detour();
        } else {
            direct();
        }
    }

    /** Of what is not acknowledged. What comes while we look was handed over later than now. */
    private long oldestHandOver() {
        long oldest = System.nanoTime();
        for (Outgoing waiting : new Outgoing[] {delivery.oldest(), unsent.peek(), queue.peek()}) {
            oldest = waiting == null || waiting.since() - oldest > 0 ? oldest : waiting.since();
        }
        return oldest;
    }

    private void detour() throws InterruptedException {
        boolean healthy = delivery.connected() && !older(delivery.waitingSince(), settings.awayAfter());
        if (!backlog.step(unsent, queue, healthy, filling())) {
            Thread.sleep(healthy ? 1 : PAUSE_MS);
        }
        delivery.refresh();
        if (healthy && backlog.finished() && delivery.size() == 0) {
            journal.finish();
            detour = false;
        }
    }

    private void direct() throws InterruptedException {
        if (generation != delivery.generation()) {
            generation = delivery.generation();
            List<Outgoing> again = delivery.takeBack();
            for (int i = again.size() - 1; i >= 0; i--) {
                unsent.addFirst(again.get(i));
            }
        }
        if (delivery.room() == 0) {
            Thread.sleep(delivery.connected() ? 1 : PAUSE_MS);
            return;
        }
        if (!losses.isEmpty() && unsent.isEmpty()) {
            losses.take().forEach(gap -> unsent.add(Outgoing.of(gap)));
        }
        Outgoing next = unsent.isEmpty() ? queue.poll(PAUSE_MS, TimeUnit.MILLISECONDS) : unsent.poll();
        if (next != null && !delivery.send(next)) {
            unsent.addFirst(next);
        }
    }

    /** Kafka takes nothing now, or not enough: time to use the disk. What is merely late, but can be sent, is sent. */
    private boolean away() {
        Duration patience = delivery.connected() ? settings.awayAfter() : shorter(settings.awayAfter());
        return filling() || older(delivery.waitingSince(), patience) || refused(patience);
    }

    private boolean refused(Duration patience) {
        Outgoing first = unsent.peek();
        return first != null ? older(first.since(), patience) : delivery.room() == 0 && headLate(patience);
    }

    private boolean filling() {
        return queue.size() > settings.capacity() / 2;
    }

    private static Duration shorter(Duration awayAfter) {
        return awayAfter.compareTo(UNCONNECTED) < 0 ? awayAfter : UNCONNECTED;
    }

    private boolean headLate(Duration patience) {
        Outgoing head = queue.peek();
        return head != null && older(head.since(), patience);
    }

    private static boolean older(Long since, Duration patience) {
        return since != null && System.nanoTime() - since >= patience.toNanos();
    }

    /** What could not be delivered stays on disk. */
    private void leave() {
        delivery.close(away() ? Duration.ZERO : LAST_ACKNOWLEDGEMENTS);
        if (!detour && delivery.unacknowledged().isEmpty() && unsent.isEmpty() && queue.isEmpty()) {
            return;
        }
        detour = detour || backlog.begin(unsent);
        if (detour) {
            backlog.keep(unsent, queue);
            LOG.infof("%d events stay on disk until the next start", journal.count());
        }
        int lost = unsent.size()
                + queue.size()
                + (detour ? 0 : delivery.unacknowledged().size());
        if (lost > 0) {
            LOG.errorf("%d events are lost: neither Kafka nor the disk takes them", lost);
        }
        journal.close();
    }
}
