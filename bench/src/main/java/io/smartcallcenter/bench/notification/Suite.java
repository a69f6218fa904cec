package io.smartcallcenter.bench.notification;

import io.smartcallcenter.bench.CoreProcess;
import io.smartcallcenter.bench.Metrics;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Our notification service behind Kafka, with resume: every event goes through two topics, the live state and the memory for those who come back. */
final class Suite implements Broadcaster {

    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(");

    private final EmbeddedKafka kafka = EmbeddedKafka.start(0);
    private final CoreProcess service;
    private final String token;
    private final KafkaProducer<String, Envelope<?>> producer;
    private final Path collections;
    private int collectionsSeen;
    private final List<String> living = new ArrayList<>();
    private long calls;
    private long events;

    Suite(int core, Path run) throws InterruptedException {
        collections = run.toAbsolutePath().resolve("gc.log");
        service = CoreProcess.start(
                "notification-service",
                run,
                core,
                List.of("-Xmx1g", "-Xlog:gc:file=" + collections),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "QUARKUS_MONGODB_CONNECTION_STRING",
                        "mongodb://127.0.0.1:1"));
        service.awaitReady();
        token = service.token("supervisor");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 0),
                new StringSerializer(),
                new EnvelopeSerializer());
    }

    @Override
    public String name() {
        return "notification-service";
    }

    @Override
    public URI socket() {
        return URI.create(service.address().replace("http", "ws") + "/ws/v1");
    }

    @Override
    public List<String> protocols() {
        return List.of("scc.v1.json", "bearer." + token);
    }

    @Override
    public String greeting() {
        return subscribe("");
    }

    /** The greeting of a client that goes on where a subscription was. */
    String greetingAfter(String subscribed) {
        String epoch = subscribed.replaceAll(".*\"epoch\":\"([^\"]+)\".*", "$1");
        String offset = subscribed.replaceAll(".*\"offset\":(-?\\d+).*", "$1");
        return subscribe(",\"since\":{\"epoch\":\"" + epoch + "\",\"offset\":" + offset + "}");
    }

    private static String subscribe(String since) {
        return "{\"id\":1,\"op\":\"subscribe\",\"ch\":\"calls\",\"filter\":{\"types\":[\"call.started\"]}" + since
                + "}";
    }

    @Override
    public void publish(List<String> texts) {
        texts.forEach(text -> {
            String call = "pbx1/" + ++calls;
            living.add(call);
            send(call, new CallEvent.Started(call, call, new Party("79010000001", text), "700", "in", "PJSIP/t"));
        });
        producer.flush();
    }

    /** Whatever was published is over: a snapshot is small again. The receivers do not want to know it. */
    void endCalls() {
        living.forEach(call -> send(call, new CallEvent.Ended(call, 16, 1_000)));
        living.clear();
        producer.flush();
    }

    private void send(String call, CallEvent event) {
        String id = call + "/" + ++events;
        EventMeta meta = new EventMeta(id, "/asterisk/pbx1", call, Instant.now(), 1, events, null, null);
        producer.send(new ProducerRecord<>(Topic.CALL_EVENTS.topicName(), call, new Envelope<>(meta, event)));
    }

    @Override
    public long residentKiB() {
        return service.residentKiB();
    }

    /** The most that was left in the heap after a collection, in MiB, since the last call; 0 when there was none. */
    long heapMiB() {
        try {
            List<String> lines = Files.readAllLines(collections);
            List<String> newer = lines.subList(collectionsSeen, lines.size());
            collectionsSeen = lines.size();
            return newer.stream()
                    .map(AFTER_COLLECTION::matcher)
                    .filter(Matcher::find)
                    .mapToLong(match -> Long.parseLong(match.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections that were closed with 4429 since the start. */
    long closedAsSlow() throws InterruptedException {
        return (long) Metrics.sum(new Metrics(service.management()).fetch(), "scc_ws_closed_total{reason=\"SLOW\"");
    }

    @Override
    public void close() {
        producer.close();
        service.close();
        kafka.close();
    }
}
