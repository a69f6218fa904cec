package io.smartcallcenter.kpi.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.EmbeddedMongo;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.live.Announcements;
import io.smartcallcenter.kpi.live.RetiredNodes;
import io.smartcallcenter.kpi.live.TopicAnnouncements;
import io.smartcallcenter.kpi.node.Node;
import io.smartcallcenter.kpi.node.Retirement;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.store.AuditStore;
import io.smartcallcenter.kpi.store.KpiStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A node that is heard of again is not retired any more, in whatever order its events come and however often. */
class ReturnsTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static EmbeddedMongo mongo;
    private static ReactiveMongoClientImpl client;

    private final Story story = new Story(START);
    private KpiStore store;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.start(0);
        client = new ReactiveMongoClientImpl(MongoClients.create(mongo.connectionString()));
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void ownDatabase(TestInfo test) {
        store = new KpiStore(client, test.getTestMethod().orElseThrow().getName());
        story.connected(0).member(10, Story.ONE, "support").disconnected(1_000);
        happened(story.events);
        story.events.clear();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    /** Whose live figures have changed by the return of a node. */
    private Set<RollUpKey> happened(List<Envelope<?>> events) {
        List<Contribution> facts =
                events.stream().flatMap(event -> Facts.of(event).stream()).toList();
        result(new Projection(store).write(facts));
        return result(new Returns(store).of(facts));
    }

    private void retired(long at) {
        result(store.write(List.of(new Retirement("pbx1", story.after(at), null, "anna", "gone").fact())));
    }

    private Node node() {
        return result(store.nodes()).get(0);
    }

    @Test
    void itsFirstEventAfterwardsEndsIt() {
        retired(1_000);
        assertThat(node().state()).isEqualTo(Node.State.RETIRED);
        story.connected(9_000).member(9_500, Story.ONE, "sales");

        assertThat(happened(story.events))
                .containsExactlyInAnyOrder(
                        RollUpKey.operator(Story.ONE.iface()), RollUpKey.queue("support"), RollUpKey.queue("sales"));
        assertThat(node().state()).isEqualTo(Node.State.UP);
        assertThat(node().retirements()).extracting(Retirement::backAt).containsExactly(story.after(9_000));
        assertThat(node().lastSeen()).isEqualTo(story.after(9_500));
    }

    @Test
    void theEarliestOfTheLaterEventsCountsWhateverTheOrder() {
        retired(1_000);
        for (int i = 20; i < 60; i++) {
            story.member(i * 100, Story.TWO, "support");
        }
        List<Envelope<?>> shuffled = new ArrayList<>(story.events);
        shuffled.addAll(story.events.subList(0, 20));
        Collections.shuffle(shuffled, new Random(3));
        for (int i = 0; i < shuffled.size(); i += 7) {
            happened(shuffled.subList(i, Math.min(shuffled.size(), i + 7)));
        }

        assertThat(node().retirements()).extracting(Retirement::backAt).containsExactly(story.after(2_000));
    }

    @Test
    void whatHappenedBeforeItAndWhatAGatewayTellsOfAnAbsentNodeDoesNotEndIt() {
        retired(1_000);
        story.member(1_000, Story.TWO, "support").gap(1_000, 5_000).disconnected(6_000);

        assertThat(happened(story.events)).isEmpty();
        assertThat(node().state()).isEqualTo(Node.State.RETIRED);
    }

    @Test
    void aDeathBeforeTheOwnersWereToldIsMadeGoodByTheRepetition() {
        retired(1_000);
        story.connected(9_000);
        happened(story.events);

        assertThat(happened(story.events)).contains(RollUpKey.operator(Story.ONE.iface()));
        story.events.clear();
        story.member(9_900, Story.TWO, "support");
        assertThat(happened(story.events)).isEmpty();
    }

    /** Whoever wrote the event could not see the retirement, and whoever retired the node had not seen the event. */
    @Test
    void aNodeThatComesBackWhileItIsBeingRetiredIsBack() {
        Node seenBefore = node();
        story.connected(9_000);
        assertThat(happened(story.events)).isEmpty();

        Node retired = result(retiredNodes().retire(seenBefore, story.after(1_000), "anna", "gone"));

        assertThat(retired.state()).isEqualTo(Node.State.UP);
        assertThat(retired.retirements()).extracting(Retirement::backAt).containsExactly(story.after(9_000));
    }

    @Test
    void aNodeIsRetiredAlthoughKafkaIsAway() {
        Node retired = result(retiredNodes().retire(node(), story.after(1_000), "anna", "gone"));

        assertThat(retired.state()).isEqualTo(Node.State.RETIRED);
    }

    private RetiredNodes retiredNodes() {
        Announcements away =
                new TopicAnnouncements((key, update) -> Uni.createFrom().voidItem(), touched -> Uni.createFrom()
                        .failure(new IllegalStateException("Kafka is away")));
        return new RetiredNodes(
                store, new AuditStore(client, "audit"), away, Clock.fixed(story.after(20_000), ZoneOffset.UTC));
    }

    @Test
    void aReturnDoesNotBringBackWhatWasTakenBack() {
        retired(1_000);
        Retirement retirement = node().retirements().get(0);
        result(store.takeBack("pbx1", retirement.at()));
        result(store.write(List.of(retirement.back(story.after(3_000)))));

        assertThat(node().retirements()).isEmpty();
        assertThat(node().state()).isEqualTo(Node.State.DOWN);
    }
}
