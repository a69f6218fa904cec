package io.smartcallcenter.gateway.takeover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;

/** Reads what the gateways write, and decides in the place of the routing service: the number {@code 7x} goes to a queue. */
final class Topics implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<Topic> READ = List.of(Topic.CALL_EVENTS, Topic.NODE_EVENTS, Topic.GATEWAY_NODES);
    private static final String GROUP = "scc-gateway";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who owned the node, as the claims tell. */
    record Claim(String owner, long epoch, boolean released, Instant heard) {}

    private final Map<String, String> plan;
    private final Set<String> undecided = ConcurrentHashMap.newKeySet();
    private final List<ConsumerRecord<String, Envelope<?>>> events = new CopyOnWriteArrayList<>();
    private final List<Claim> claims = new CopyOnWriteArrayList<>();
    private final EnvelopeDeserializer deserializer = new EnvelopeDeserializer();
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, Envelope<?>> producer;
    private final Admin admin;
    private final Thread thread = new Thread(this::read, "topics");

    /** @param plan queues by dialled number */
    Topics(String bootstrapServers, Map<String, String> plan) {
        this.plan = plan;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
                new StringSerializer(),
                new EnvelopeSerializer());
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        List<TopicPartition> partitions = READ.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    /** Callers of this number get no decision. */
    void withhold(String number) {
        undecided.add(number);
    }

    void decideAgain(String number) {
        undecided.remove(number);
    }

    private void read() {
        try {
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(this::take);
            }
        } catch (WakeupException e) {
            consumer.close();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topic.GATEWAY_NODES.topicName())) {
            claims.add(claim(record.value()));
            return;
        }
        Envelope<?> envelope = deserializer.deserialize(record.topic(), record.headers(), record.value());
        events.add(new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.key(), envelope));
        if (envelope.data() instanceof RouteRequested request && !undecided.contains(request.dialled())) {
            decide(request);
        }
    }

    private static Claim claim(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            String heard = json.path("heard").asText("");
            return new Claim(
                    json.path("owner").asText(),
                    json.path("epoch").asLong(),
                    json.path("released").asBoolean(),
                    heard.isEmpty() ? null : Instant.parse(heard));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void decide(RouteRequested request) {
        CallCommand command = new CallCommand.RouteQueue(
                request.callId(),
                "d-" + request.requestId() + "-" + events.size(),
                Instant.now().plusSeconds(600),
                request.requestId(),
                plan.getOrDefault(request.dialled(), "support"),
                0,
                "",
                true,
                0,
                null,
                CallCommand.Then.HANGUP);
        EventMeta meta = EventMeta.of(command.decisionId(), "/test", request.callId(), Instant.now());
        producer.send(
                new ProducerRecord<>(Topic.CALL_COMMANDS.topicName(), request.callId(), new Envelope<>(meta, command)));
    }

    /** Decides every request that a caller ever made. */
    void decideAllOf(String uniqueid) {
        all(RouteRequested.class)
                .filter(request -> request.channelId().equals(uniqueid))
                .toList()
                .forEach(this::decide);
    }

    List<ConsumerRecord<String, Envelope<?>>> records(Topic topic) {
        return events.stream()
                .filter(record -> record.topic().equals(topic.topicName()))
                .toList();
    }

    <E extends SccEvent> Stream<E> all(Class<E> type) {
        return events.stream()
                .map(record -> record.value().data())
                .filter(type::isInstance)
                .map(type::cast);
    }

    <E extends CallEvent> E awaitOf(Class<E> type, String uniqueid) {
        return awaitOne(type, event -> event.callId().endsWith("/" + uniqueid));
    }

    <E extends SccEvent> E awaitOne(Class<E> type, Predicate<E> wanted) {
        await(type.getSimpleName()).atMost(PATIENCE).until(() -> all(type).anyMatch(wanted));
        return all(type).filter(wanted).findFirst().orElseThrow();
    }

    /** The claim with the highest epoch, when it satisfies. */
    Claim awaitOwner(Predicate<Claim> wanted) {
        await("owner").atMost(PATIENCE).until(() -> newest() != null && wanted.test(newest()));
        return newest();
    }

    /** The newest claim of the highest epoch; null without one. */
    Claim newest() {
        return claims.stream().reduce((a, b) -> b.epoch() >= a.epoch() ? b : a).orElse(null);
    }

    /** The gateway that has the node's slot, when the group has come to rest with so many gateways. */
    String awaitShared(String node, int gateways) throws ExecutionException, InterruptedException {
        await("group").atMost(PATIENCE).until(() -> shares().size() == gateways);
        int slot = Utils.toPositive(Utils.murmur2(node.getBytes(UTF_8))) % Topic.NODE_SLOTS;
        return shares().entrySet().stream()
                .filter(share -> share.getValue().contains(slot))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** The slots of each gateway that has some; empty while they are shared out. */
    private Map<String, Set<Integer>> shares() throws ExecutionException, InterruptedException {
        ConsumerGroupDescription group =
                admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP);
        Map<String, Set<Integer>> shares = new HashMap<>();
        for (MemberDescription member : group.members()) {
            Set<Integer> slots = member.assignment().topicPartitions().stream()
                    .map(TopicPartition::partition)
                    .collect(Collectors.toSet());
            if (!slots.isEmpty()) {
                shares.put(member.groupInstanceId().orElseThrow(), slots);
            }
        }
        boolean all = shares.values().stream().mapToInt(Set::size).sum() == Topic.NODE_SLOTS;
        return all && group.groupState() == GroupState.STABLE ? shares : Map.of();
    }

    /** Both links were connected by the owner of this epoch. */
    void awaitConnected(long epoch) {
        for (NodeEvent.Link link : NodeEvent.Link.values()) {
            await("connected").atMost(PATIENCE).until(() -> events.stream()
                    .anyMatch(record -> record.value().meta().epoch() == epoch
                            && record.value().data() instanceof NodeEvent.Connected connected
                            && connected.link() == link));
        }
    }

    /** The gap that the owner of this epoch says for the link. */
    NodeEvent.Gap awaitGap(long epoch, NodeEvent.Link link) {
        await("gap").atMost(PATIENCE).until(() -> gap(epoch, link) != null);
        return gap(epoch, link);
    }

    private NodeEvent.Gap gap(long epoch, NodeEvent.Link link) {
        return events.stream()
                .filter(record -> record.value().meta().epoch() == epoch)
                .map(record -> record.value().data())
                .filter(data -> data instanceof NodeEvent.Gap gap && gap.link() == link)
                .map(NodeEvent.Gap.class::cast)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        consumer.wakeup();
        producer.close();
        admin.close();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
