package io.smartcallcenter.gateway.node;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.gateway.config.NodeSettings;
import io.smartcallcenter.gateway.fake.Await;
import io.smartcallcenter.gateway.fake.FakeAsterisk;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Settings;
import io.smartcallcenter.gateway.normalize.Signal;
import io.smartcallcenter.gateway.publish.EventPublisher;
import io.smartcallcenter.gateway.publish.JournalSettings;
import io.smartcallcenter.gateway.publish.PublisherSettings;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** A whole node between a fake Asterisk and a mock producer: everything but Quarkus and Kafka is real. */
final class NodeFixture implements AutoCloseable {

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }

    final FakeAsterisk asterisk;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MockProducer<String, Envelope<?>> producer;
    final EventPublisher publisher;
    final AsteriskNode node;
    final AtomicInteger replacements = new AtomicInteger();
    /** The three contexts of a node must not share a thread, as in the service. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(4));

    private final boolean ownAsterisk;
    private int decisions;

    /** @param kafka whether events are acknowledged */
    NodeFixture(boolean kafka, String... settings) {
        this(new FakeAsterisk(), true, kafka, settings);
    }

    private NodeFixture(FakeAsterisk asterisk, boolean ownAsterisk, boolean kafka, String... settings) {
        this.asterisk = asterisk;
        this.ownAsterisk = ownAsterisk;
        Map<String, String> all = new HashMap<>(NodeConfigs.credentials());
        all.put("scc.asterisk.ari.url", "http://127.0.0.1:" + asterisk.ari().port());
        all.put("scc.asterisk.ami.port", Integer.toString(asterisk.ami().port()));
        all.put("scc.gateway.link.backoff-min", "20ms");
        all.put("scc.gateway.link.backoff-max", "100ms");
        // an answer that a slow machine gives late closes no link
        all.put("scc.gateway.link.request-timeout", "1m");
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        all.values().removeIf(String::isEmpty);
        NodeConfigs config = NodeConfigs.of(all);
        producer = new MockProducer<>(kafka, null, new StringSerializer(), new EnvelopeSerializer());
        publisher = new EventPublisher(
                new PublisherSettings(
                        1_000,
                        Duration.ofMillis(kafka ? 30_000 : 100),
                        new JournalSettings(directory(), 10_000, 10_000_000, Duration.ofSeconds(1))),
                () -> producer,
                source -> 0,
                meters);
        node = new AsteriskNode(
                vertx,
                config.nodes().get("pbx1"),
                config.fallback(),
                config.gateway(),
                new Normalizer("pbx1", 1, settings(config.nodes().get("pbx1"))),
                publisher,
                meters,
                replacements::incrementAndGet);
        publisher.start();
    }

    /** Another gateway for the same Asterisk; to be closed before this one. */
    NodeFixture successor(String... settings) {
        return new NodeFixture(asterisk, false, true, settings);
    }

    private static Settings settings(NodeSettings node) {
        Settings defaults = Settings.DEFAULTS;
        return new Settings(defaults.app(), defaults.settle(), defaults.tombstone(), node.mode());
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "events");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NodeFixture started() {
        start();
        await().until(node::synchronised);
        return this;
    }

    /** Without a predecessor, and without waiting for the links. */
    void start() {
        node.start(new Signal.Predecessor(List.of(), List.of(), null, Instant.now()));
    }

    List<String> requests() {
        return asterisk.ari().requests();
    }

    <E extends SccEvent> List<E> published(Class<E> type) {
        return producer.history().stream()
                .filter(record -> record.value() != null)
                .map(record -> record.value().data())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    RouteRequested awaitRequest(String channel) {
        await().until(() -> published(RouteRequested.class).stream()
                .anyMatch(r -> r.channelId().equals(channel)));
        return published(RouteRequested.class).stream()
                .filter(r -> r.channelId().equals(channel))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    void awaitRequestTo(String prefix) {
        await().until(() -> requests().stream().anyMatch(request -> request.startsWith(prefix)));
    }

    long count(String prefix) {
        return requests().stream().filter(request -> request.startsWith(prefix)).count();
    }

    /** Runs a command as the consumer would, and gives the exception that it threw or null. */
    Throwable execute(CallCommand command) {
        Promise<Throwable> done = Promise.promise();
        node.loop().execute(() -> {
            try {
                node.executor().execute(command);
                done.complete(null);
            } catch (RuntimeException e) {
                done.complete(e);
            }
        });
        return Await.result(done.future());
    }

    /** Waits until everything that was handed to the loop before is done. */
    void settle() {
        Promise<Void> done = Promise.promise();
        node.loop().execute(done::complete);
        Await.result(done.future());
    }

    CallCommand.RouteQueue toQueue(RouteRequested request, String queue, CallCommand.Then then) {
        return new CallCommand.RouteQueue(
                request.callId(), decision(), soon(), request.requestId(), queue, 0, "", true, 0, null, then);
    }

    CallCommand.RouteDirect toPhone(RouteRequested request, String endpoint, CallCommand.Then then) {
        return new CallCommand.RouteDirect(
                request.callId(), decision(), soon(), request.requestId(), endpoint, 4, then, null);
    }

    String decision() {
        return "d" + ++decisions;
    }

    static Instant soon() {
        return Instant.now().plusSeconds(600);
    }

    @Override
    public void close() {
        Await.result(node.drain());
        Await.result(node.disconnect("the test is over"));
        node.close();
        publisher.close();
        Await.result(vertx.close());
        if (ownAsterisk) {
            asterisk.close();
        }
    }
}
