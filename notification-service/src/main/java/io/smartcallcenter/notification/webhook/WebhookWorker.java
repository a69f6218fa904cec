package io.smartcallcenter.notification.webhook;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.Unknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/** One webhook at work, on a thread of its own: what it sends and what it waits for concerns no other. */
final class WebhookWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WebhookWorker.class);
    private static final long AGAIN_AFTER_S = 2;
    private static final long END_MS = 5_000;

    private final Webhook webhook;
    private final String secret;
    private final Supplier<WebhookConsumer> consumers;
    private final Delivery delivery;
    private final Tally tally;
    private final EpochFence fence;
    private final int concurrency;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /** @param secret plain */
    WebhookWorker(
            Webhook webhook,
            String secret,
            Supplier<WebhookConsumer> consumers,
            Delivery delivery,
            Tally tally,
            EpochFence fence,
            int concurrency) {
        this.webhook = webhook;
        this.secret = secret;
        this.consumers = consumers;
        this.delivery = delivery;
        this.tally = tally;
        this.fence = fence;
        this.concurrency = concurrency;
        this.thread = new Thread(this::run, "webhook-" + webhook.id());
        thread.setDaemon(true);
    }

    Webhook webhook() {
        return webhook;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (running()) {
            try (WebhookConsumer consumer = consumers.get()) {
                while (running()) {
                    deliver(consumer);
                }
            } catch (InterruptedException | InterruptException end) {
                return;
            } catch (RuntimeException failure) {
                LOG.warnf("The webhook %s begins again where it stood: %s", webhook, failure.toString());
                pause();
            }
        }
    }

    private boolean running() {
        return ended.getCount() > 0;
    }

    private void pause() {
        try {
            ended.await(AGAIN_AFTER_S, TimeUnit.SECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(WebhookConsumer consumer) throws InterruptedException {
        ConsumerRecords<String, Envelope<?>> records = consumer.read();
        if (records.isEmpty()) {
            return;
        }
        CompletableFuture<Void> work = new CompletableFuture<>();
        Cancellable sending =
                sendAll(byKey(records)).subscribe().with(done -> work.complete(null), work::completeExceptionally);
        while (!work.isDone()) {
            if (!running()) {
                sending.cancel();
                return;
            }
            consumer.stay(work);
        }
        consumer.done(records);
        tally.store();
    }

    private Collection<List<Envelope<?>>> byKey(ConsumerRecords<String, Envelope<?>> records) {
        Map<String, List<Envelope<?>>> byKey = new LinkedHashMap<>();
        for (ConsumerRecord<String, Envelope<?>> record : records) {
            if (wanted(record)) {
                byKey.computeIfAbsent(record.topic() + "\n" + record.key(), key -> new ArrayList<>())
                        .add(record.value());
            }
        }
        return byKey.values();
    }

    private boolean wanted(ConsumerRecord<String, Envelope<?>> record) {
        Envelope<?> event = record.value();
        return event != null
                && event.meta() != null
                && !(event.data() instanceof Unknown)
                && !fence.drops(record)
                && !webhook.tooOld(record.topic(), Instant.ofEpochMilli(record.timestamp()))
                && webhook.types().matches(EventCodec.typeOf(event.data()));
    }

    private Uni<Void> sendAll(Collection<List<Envelope<?>>> keys) {
        return Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUni(events -> Multi.createFrom()
                        .iterable(events)
                        .onItem()
                        .transformToUniAndConcatenate(this::send)
                        .collect()
                        .last())
                .merge(concurrency)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> send(Envelope<?> event) {
        return delivery.send(webhook, secret, event, failure -> tally.failed(event, failure))
                .invoke(tally::delivered)
                .onFailure()
                .invoke(failure -> tally.givenUp(event, failure))
                .onFailure()
                .recoverWithNull();
    }

    /** What is on its way is cut off, and sent again by whoever goes on. */
    void end() {
        ended.countDown();
    }

    @Override
    public void close() {
        end();
        try {
            thread.join(END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
