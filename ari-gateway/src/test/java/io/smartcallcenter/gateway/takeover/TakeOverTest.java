package io.smartcallcenter.gateway.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.Answered;
import io.smartcallcenter.events.CallEvent.Ended;
import io.smartcallcenter.events.CallEvent.Fallback;
import io.smartcallcenter.events.CallEvent.QueueJoined;
import io.smartcallcenter.events.CallEvent.QueueLeft;
import io.smartcallcenter.events.CallEvent.Released;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.virtual.Options;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.Call;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways, one Asterisk: one gateway runs it, the other takes over with calls in talk, in a queue and undecided. */
class TakeOverTest {

    /** One operator, so that the second caller waits while the first one talks. */
    private static final String QUEUE = "backup";

    private static final String OPERATOR = "0004";
    private static final String TO_QUEUE = "790";
    private static final String UNDECIDED = "791";

    private static final String SESSION_MS = "6000";
    private static final String LONG_SESSION_MS = "120000";

    private EmbeddedKafka kafka;
    private VirtualAsterisk asterisk;
    private Topics topics;
    private Replica first;
    private Replica second;
    private Call talking;
    private Call waiting;
    private Call undecided;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(0);
        asterisk = VirtualAsterisk.start(Options.with("ari-secret", "ami-secret"));
        asterisk.operator(OPERATOR, RingPlan.always(Reaction.answer(Duration.ofMillis(50))));
        topics = new Topics(kafka.bootstrapServers(), Map.of(TO_QUEUE, QUEUE, UNDECIDED, QUEUE));
        first = replica("first");
        topics.awaitConnected(topics.awaitOwner(claim -> true).epoch());
    }

    @AfterEach
    void stop() {
        for (Replica replica : new Replica[] {first, second}) {
            if (replica != null) {
                replica.close();
            }
        }
        topics.close();
        asterisk.close();
        kafka.close();
    }

    private Replica replica(String name) throws Exception {
        return replica(name, SESSION_MS);
    }

    /** @param session of the group, in ms: a gateway that is not heard of for so long is followed */
    private Replica replica(String name, String session) throws Exception {
        // Long enough that an undecided caller waits for the successor and not for this.
        return Replica.start(
                name, kafka, asterisk, "scc.fallback.decision-timeout", "10m", "kafka.session.timeout.ms", session);
    }

    /** A call that is answered, one that waits for the operator, and one without a decision. */
    private void threeCalls() throws Exception {
        talking = asterisk.call("79010000001", TO_QUEUE);
        topics.awaitOf(Answered.class, id(talking));
        waiting = asterisk.call("79010000002", TO_QUEUE);
        topics.awaitOf(QueueJoined.class, id(waiting));
        topics.withhold(UNDECIDED);
        undecided = asterisk.call("79010000003", UNDECIDED);
        topics.awaitOf(RouteRequested.class, id(undecided));
    }

    private static String id(Call call) throws Exception {
        return call.uniqueid().get(180, TimeUnit.SECONDS);
    }

    /** The owner of now and the other one. */
    private Replica[] ownerAndOther() {
        boolean isFirst = topics.newest().owner().equals("first");
        return isFirst ? new Replica[] {first, second} : new Replica[] {second, first};
    }

    private void secondStandsBy() throws Exception {
        secondStandsBy(SESSION_MS);
    }

    private void secondStandsBy(String session) throws Exception {
        second = replica("second", session);
        String owner = topics.awaitShared("pbx1", 2);
        second.awaitPlaced();
        topics.awaitConnected(
                topics.awaitOwner(claim -> !claim.released() && claim.owner().equals(owner))
                        .epoch());
    }

    private Topics.Claim successorOf(Topics.Claim before) {
        Topics.Claim after = topics.awaitOwner(claim -> claim.epoch() > before.epoch());
        assertThat(after.owner()).isNotEqualTo(before.owner());
        topics.awaitConnected(after.epoch());
        return after;
    }

    private void saysTheGap(Topics.Claim before, Topics.Claim after) {
        for (Link link : Link.values()) {
            NodeEvent.Gap gap = topics.awaitGap(after.epoch(), link);
            assertThat(gap.from()).isBefore(gap.to());
            System.out.printf(
                    "gap %s %d ms%n",
                    link, Duration.between(gap.from(), gap.to()).toMillis());
        }
    }

    /** The calls of before go on under their ids, and the undecided caller is decided. */
    private void callsGoOn(Topics.Claim after) throws Exception {
        Answered answered = topics.awaitOf(Answered.class, id(talking));
        QueueJoined joined = topics.awaitOf(QueueJoined.class, id(waiting));
        await().atMost(Topics.PATIENCE).until(() -> requestedBy(after.epoch(), id(undecided)));
        topics.decideAgain(UNDECIDED);
        // The first request stands unanswered on the topic: asking again is the successor's part.
        topics.decideAllOf(id(undecided));
        topics.awaitOf(QueueJoined.class, id(undecided));

        talking.hangup();
        Released released = topics.awaitOf(Released.class, id(talking));
        assertThat(released.offerId()).isEqualTo(answered.offerId());
        assertThat(released.entryId()).isEqualTo(answered.entryId());
        Answered next = topics.awaitOf(Answered.class, id(waiting));
        assertThat(next.entryId()).isEqualTo(joined.entryId());
        for (Call call : List.of(talking, waiting, undecided)) {
            call.hangup();
            topics.awaitOf(Ended.class, id(call));
        }
        assertThat(topics.all(Fallback.class)).isEmpty();
    }

    private boolean requestedBy(long epoch, String uniqueid) {
        return topics.records(Topic.CALL_EVENTS).stream()
                .anyMatch(record -> record.value().meta().epoch() == epoch
                        && record.value().data() instanceof RouteRequested request
                        && request.channelId().equals(uniqueid));
    }

    private void nothingIsDoubledAndEpochsGrow() {
        List<String> ids = topics.records(Topic.CALL_EVENTS).stream()
                .map(record -> record.value().meta().id())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        Map<String, EventMeta> last = new HashMap<>();
        for (ConsumerRecord<String, Envelope<?>> record : topics.records(Topic.CALL_EVENTS)) {
            EventMeta meta = record.value().meta();
            EventMeta before = last.put(((CallEvent) record.value().data()).callId(), meta);
            if (before != null) {
                assertThat(meta.epoch()).isGreaterThanOrEqualTo(before.epoch());
                assertThat(meta.seq()).as(meta.id()).isGreaterThan(before.seq());
            }
        }
    }

    @Test
    void aGatewayThatStopsHandsItsCallsOver() throws Exception {
        secondStandsBy();
        threeCalls();
        Topics.Claim before = topics.newest();
        ownerAndOther()[0].stop();
        Topics.Claim after = successorOf(before);
        saysTheGap(before, after);
        callsGoOn(after);
        nothingIsDoubledAndEpochsGrow();
    }

    @Test
    void aGatewayThatIsKilledIsFollowedAndTheGapIsSaid() throws Exception {
        secondStandsBy();
        threeCalls();
        Call lost = asterisk.call("79010000004", TO_QUEUE);
        QueueJoined joined = topics.awaitOf(QueueJoined.class, id(lost));
        Topics.Claim before = topics.newest();
        ownerAndOther()[0].kill();
        lost.hangup();
        lost.ended().get(180, TimeUnit.SECONDS);
        Topics.Claim after = successorOf(before);
        saysTheGap(before, after);
        QueueLeft left = topics.awaitOne(QueueLeft.class, l -> l.entryId().equals(joined.entryId()));
        assertThat(left.outcome()).isEqualTo(EntryOutcome.LOST);
        topics.awaitOf(Ended.class, id(lost));
        callsGoOn(after);
        nothingIsDoubledAndEpochsGrow();
    }

    @Test
    void aGatewayThatComesBackAtOnceTakesItsOwnPlace() throws Exception {
        threeCalls();
        Topics.Claim before = topics.newest();
        first.kill();
        first = replica("first");
        Topics.Claim after = topics.awaitOwner(claim -> claim.epoch() > before.epoch());
        topics.awaitConnected(after.epoch());
        saysTheGap(before, after);
        callsGoOn(after);
        nothingIsDoubledAndEpochsGrow();
    }

    @Test
    void aFrozenOwnerIsDeposedAndWhatItSaysAfterwardsIsDropped() throws Exception {
        secondStandsBy();
        threeCalls();
        Topics.Claim before = topics.newest();
        Replica frozen = ownerAndOther()[0];
        frozen.freeze();
        Topics.Claim after = successorOf(before);
        topics.decideAgain(UNDECIDED);
        topics.decideAllOf(id(undecided));
        topics.awaitOf(QueueJoined.class, id(undecided));
        talking.hangup();
        topics.awaitOf(Released.class, id(talking));
        frozen.thaw();
        frozen.awaitStandingBy();

        // Its successor still has the application: a new caller is decided by it.
        Call later = asterisk.call("79010000005", TO_QUEUE);
        topics.awaitOf(QueueJoined.class, id(later));
        assertThat(requestedBy(before.epoch(), id(later)))
                .as("the deposed owner has nothing to do with it")
                .isFalse();
        assertThat(topics.newest().epoch()).isGreaterThanOrEqualTo(after.epoch());
        onlyGrowingEpochsPassTheFence();
    }

    private void onlyGrowingEpochsPassTheFence() {
        EpochFence fence = new EpochFence(new SimpleMeterRegistry());
        Map<String, Long> highest = new HashMap<>();
        for (ConsumerRecord<String, Envelope<?>> record : fence.admitted(topics.records(Topic.CALL_EVENTS))) {
            EventMeta meta = record.value().meta();
            Long last = highest.put(record.key(), meta.epoch());
            assertThat(last == null || meta.epoch() >= last).as(meta.id()).isTrue();
        }
    }

    @Test
    void whileKafkaIsAwayTheOwnerServesItsCallersAndKeepsTheNode() throws Exception {
        // Whoever stands still for a moment keeps its place: here it is Kafka's absence that must change nothing.
        Topics.Claim impatient = topics.newest();
        first.stop();
        first = replica("first", LONG_SESSION_MS);
        topics.awaitConnected(topics.awaitOwner(claim -> claim.epoch() > impatient.epoch() && !claim.released())
                .epoch());
        secondStandsBy(LONG_SESSION_MS);
        Topics.Claim before = topics.newest();
        kafka.stop();
        ownerAndOther()[0].awaitKafkaAway();
        Call call = asterisk.call("79010000001", TO_QUEUE);
        await().atMost(Topics.PATIENCE).until(() -> asterisk.queueLog().stream()
                .anyMatch(line -> line.contains("|support|") && line.contains("ENTERQUEUE")));
        kafka.start();
        topics.awaitOf(Fallback.class, id(call));
        Call next = asterisk.call("79010000002", TO_QUEUE);
        topics.awaitOf(QueueJoined.class, id(next));
        call.hangup();
        next.hangup();
        topics.awaitOf(Ended.class, id(next));
        assertThat(topics.newest().owner()).isEqualTo(before.owner());
    }
}
