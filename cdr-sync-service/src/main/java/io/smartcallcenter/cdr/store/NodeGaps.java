package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.reconcile.Reason;
import io.smartcallcenter.cdr.reconcile.SeenCall;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.NodeEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * When events were lost, and since when an Asterisk runs, as the gateway says on {@code node-events}: what a call of that time lacks may be no fault
 * of the CDR.
 */
@ApplicationScoped
class NodeGaps {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final List<String> DISAGREE =
            Stream.of(State.values()).filter(State::disagrees).map(State::name).toList();

    private final CdrStore store;
    private final EpochFence fence;
    private final Duration longestCall;
    private final Intake<Fact> intake;

    NodeGaps(CdrStore store, EpochFence fence, CdrSettings settings, DeadLetters deadLetters) {
        this.store = store;
        this.fence = fence;
        this.longestCall = settings.longestCall();
        this.intake = new Intake<>(this::fact, this::save, MongoContent::refused, deadLetters::send);
    }

    /**
     * What one event says.
     *
     * @param explained the verdicts that it may change; null if it is not a gap
     */
    private record Fact(WriteModel<Document> write, Bson explained) {}

    @Incoming("node-events")
    Uni<Void> read(ConsumerRecords<String, Envelope<?>> records) {
        return intake.handle(fence.admitted(records));
    }

    private Optional<Fact> fact(Envelope<?> envelope) {
        if (envelope.data() instanceof NodeEvent.Gap gap) {
            return Optional.of(new Fact(upsert(gap), explained(gap.node(), new NodeGap(gap.from(), gap.to()))));
        }
        return envelope.data() instanceof NodeEvent.Snapshot snapshot && snapshot.startedAt() != null
                ? Optional.of(new Fact(upsert(snapshot.node(), snapshot.startedAt()), null))
                : Optional.empty();
    }

    private static WriteModel<Document> upsert(NodeEvent.Gap gap) {
        String id = gap.node() + "/" + gap.link() + "/" + gap.from().toEpochMilli();
        return new UpdateOneModel<>(
                eq("_id", id),
                Updates.combine(
                        Updates.set("node", gap.node()),
                        Updates.set("from", Date.from(gap.from())),
                        Updates.max("to", Date.from(gap.to()))),
                UPSERT);
    }

    /** Whole seconds are said at each connect, each time a little otherwise. */
    private static WriteModel<Document> upsert(String node, Instant startedAt) {
        return new UpdateOneModel<>(
                eq("_id", node + "/" + startedAt.getEpochSecond()),
                Updates.combine(Updates.set("node", node), Updates.set("at", Date.from(startedAt))),
                UPSERT);
    }

    private Uni<Void> save(List<Fact> facts) {
        Map<Boolean, List<Fact>> byGap =
                facts.stream().collect(Collectors.partitioningBy(fact -> fact.explained != null));
        return write(store.starts(), byGap.get(false))
                .chain(() -> write(store.gaps(), byGap.get(true)))
                .chain(() -> Multi.createFrom()
                        .iterable(byGap.get(true))
                        .onItem()
                        .transformToUniAndConcatenate(gap -> store.judgeAgain(gap.explained))
                        .collect()
                        .last());
    }

    private static Uni<Void> write(ReactiveMongoCollection<Document> collection, List<Fact> facts) {
        return facts.isEmpty()
                ? Uni.createFrom().voidItem()
                : collection.bulkWrite(facts.stream().map(Fact::write).toList()).replaceWithVoid();
    }

    /** A gap is told when it is over: until then its calls were judged without it. */
    Uni<Void> judgeAgain(String node, NodeGap gap) {
        return store.judgeAgain(explained(node, gap));
    }

    private Bson explained(String node, NodeGap gap) {
        Date from = Date.from(gap.from());
        Date longBefore = Date.from(new Span(gap.from(), gap.from()).from().minus(longestCall));
        return and(
                eq("node", node),
                in(Pending.STATE, DISAGREE),
                gte(Pending.FROM, longBefore),
                lt(Pending.FROM, Date.from(gap.to())),
                gt(Pending.UNTIL, from),
                ne(Pending.CODES, Reason.GATEWAY_GAP.name()));
    }

    /** Those of a node that overlap a time. */
    Uni<List<NodeGap>> of(String node, Span span) {
        return store.gaps()
                .find(and(eq("node", node), gt("to", Date.from(span.from())), lt("from", Date.from(span.until()))))
                .map(document -> new NodeGap(
                        document.getDate("from").toInstant(),
                        document.getDate("to").toInstant()))
                .collect()
                .asList();
    }

    /** When an Asterisk of a node was started, both inclusive; a little too early, as {@link SeenCall#wasLostBy} wants it. */
    Uni<List<Instant>> starts(String node, Instant from, Instant to) {
        Span span = new Span(from, to);
        return store.starts()
                .find(and(
                        eq("node", node),
                        gte("at", Date.from(span.from().minus(SeenCall.START_TOO_EARLY))),
                        lte("at", Date.from(span.until()))))
                .map(document -> document.getDate("at").toInstant())
                .collect()
                .asList();
    }
}
