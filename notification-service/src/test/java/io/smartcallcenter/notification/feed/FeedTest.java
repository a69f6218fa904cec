package io.smartcallcenter.notification.feed;

import static io.smartcallcenter.notification.Events.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.EventFilter;
import io.smartcallcenter.notification.channel.TypeFilter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTest {

    private final Events events = new Events();
    private final Feed feed = new Feed(new Feed.Bounds(5, 10_000, 3));
    private final Reader reader = new Reader();
    private long offset = 99;

    @BeforeEach
    void aLog() {
        feed.reset("log-1", offset);
        feed.ready(true);
    }

    private void log(Envelope<?> envelope) {
        feed.apply(++offset, envelope, 10);
    }

    private Subscribed subscribe(Reader to, String channel, EventFilter filter, Position since) {
        List<Subscribed> result = new ArrayList<>();
        feed.subscribe(new Subscription(to, Channel.parse(channel).orElseThrow(), filter), since, result::add);
        return result.get(0);
    }

    private Subscribed subscribe(String channel) {
        return subscribe(reader, channel, EventFilter.ANY, null);
    }

    @Test
    void positionThenSnapshotThenLaterEvents() throws Exception {
        log(events.joined("n/1", "support", 1));

        Subscribed subscribed = subscribe("queue:support");
        log(events.answered("n/1", "support", ONE));

        JsonNode snapshot = Json.MAPPER.readTree(subscribed.snapshot());
        assertThat(subscribed.offset()).isEqualTo(100);
        assertThat(subscribed.epoch()).isEqualTo("log-1");
        assertThat(snapshot.at("/queues/0/waiting/0/callId").asText()).isEqualTo("n/1");
        assertThat(reader.types()).containsExactly("scc.call.answered.v1");
        assertThat(reader.frames.get(0).path("o").asLong()).isEqualTo(101);
    }

    @Test
    void aPushIsACloudEvent() {
        subscribe("calls");
        log(events.joined("n/1", "support", 1));

        JsonNode event = reader.frames.get(0).path("e");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("type").asText()).isEqualTo("scc.call.queue.joined.v1");
        assertThat(event.path("source").asText()).isEqualTo("/asterisk/pbx1");
        assertThat(event.path("time").asText()).isEqualTo("2026-11-23T09:00:00Z");
        assertThat(event.path("sccepoch").asLong()).isEqualTo(1);
        assertThat(event.at("/data/entryId").asText()).isEqualTo("n/1/support");
    }

    @Test
    void theEndOfACallReachesItsQueue() {
        log(events.joined("n/1", "support", 1));
        subscribe("queue:support");
        log(events.ended("n/1"));

        assertThat(reader.types()).containsExactly("scc.call.ended.v1");
    }

    @Test
    void anotherQueueHearsNothing() {
        subscribe("queue:sales");
        log(events.joined("n/1", "support", 1));

        assertThat(reader.frames).isEmpty();
    }

    @Test
    void aFilterLetsItsFamilyThrough() {
        subscribe(
                reader,
                "queue:support",
                new EventFilter(new TypeFilter(List.of("call.queue.*")), List.of(), List.of(), List.of()),
                null);
        log(events.joined("n/1", "support", 1));
        log(events.rings("n/1", "support", ONE));

        assertThat(reader.types()).containsExactly("scc.call.queue.joined.v1");
    }

    @Test
    void oneFrameIsSharedByAllReaders() {
        Reader other = new Reader();
        subscribe("calls");
        subscribe(other, "calls", EventFilter.ANY, null);
        log(events.started("n/1", "700"));

        assertThat(reader.texts.get(0)).isSameAs(other.texts.get(0));
    }

    @Test
    void aResumeGivesExactlyWhatWasMissedAndNoSnapshot() {
        log(events.started("n/1", "700"));
        log(events.joined("n/1", "support", 1));
        log(events.joined("n/2", "sales", 1));
        log(events.rings("n/1", "support", ONE));

        Subscribed subscribed = subscribe(reader, "queue:support", EventFilter.ANY, new Position("log-1", 100));

        assertThat(subscribed.recovered()).isTrue();
        assertThat(subscribed.snapshot()).isNull();
        assertThat(reader.types()).containsExactly("scc.call.queue.joined.v1", "scc.call.offer.started.v1");
    }

    @Test
    void whatCannotBeProvedCompleteIsNotRecovered() {
        for (int i = 0; i < 10; i++) {
            log(events.started("n/" + i, "700"));
        }

        assertThat(recovered(new Position("log-0", 108))).as("another log").isFalse();
        assertThat(recovered(new Position("log-1", 103)))
                .as("older than what is kept")
                .isFalse();
        assertThat(recovered(new Position("log-1", 110)))
                .as("from a replica that is ahead")
                .isFalse();
        assertThat(recovered(new Position("log-1", 105)))
                .as("more than a connection's queue")
                .isFalse();
        assertThat(recovered(new Position("log-1", 106))).isTrue();
    }

    private boolean recovered(Position since) {
        Reader fresh = new Reader();
        Subscribed subscribed = subscribe(fresh, "calls", EventFilter.ANY, since);
        assertThat(subscribed.wasRecovering()).isTrue();
        assertThat(subscribed.snapshot() == null).isEqualTo(subscribed.recovered());
        return subscribed.recovered();
    }

    @Test
    void hugeEventsAreForgottenEarlier() {
        feed.apply(100, events.started("n/1", "700"), 6_000);
        feed.apply(101, events.started("n/2", "700"), 6_000);

        assertThat(recovered(new Position("log-1", 99))).isFalse();
        assertThat(recovered(new Position("log-1", 100))).isTrue();
    }

    @Test
    void figuresAreStatesWithAKeyEach() {
        subscribe("kpi:queue:*");
        log(events.kpi("support", 1));
        log(events.kpi("sales", 1));

        assertThat(reader.states).containsExactly("kpi:queue:* support", "kpi:queue:* sales");
    }

    @Test
    void aRepeatedEventIsNotPushedAgain() {
        subscribe("calls");
        Envelope<?> started = events.started("n/1", "700");
        log(started);
        log(started);

        assertThat(reader.frames).hasSize(1);
    }

    @Test
    void anotherLogSendsEverybodyAway() {
        subscribe("calls");
        feed.reset("log-2", 0);

        assertThat(reader.broken).isTrue();
        assertThat(feed.isReady()).isFalse();
    }

    @Test
    void aResumeThatDoesNotFitTheReadersQueueIsASnapshot() {
        log(events.started("n/1", "700"));
        log(events.started("n/2", "700"));
        reader.room = 300;

        assertThat(subscribe(reader, "calls", EventFilter.ANY, new Position("log-1", 99))
                        .recovered())
                .isFalse();
        assertThat(reader.frames).isEmpty();

        reader.room = 10_000;
        assertThat(subscribe(reader, "calls", EventFilter.ANY, new Position("log-1", 99))
                        .recovered())
                .isTrue();
    }

    @Test
    void aFilterMakesAResumeFit() {
        for (int i = 0; i < 4; i++) {
            log(events.started("n/" + i, "700"));
        }
        EventFilter one = new EventFilter(TypeFilter.ANY, List.of(), List.of(), List.of("n/3"));

        assertThat(subscribe(reader, "calls", one, new Position("log-1", 99)).recovered())
                .isTrue();
        assertThat(reader.frames).hasSize(1);
    }

    @Test
    void whatEndsBeforeItBeginsNeverBeginsAndIsToldAtOnce() {
        Subscription subscription = new Subscription(reader, Channel.of(Channel.Kind.CALLS), EventFilter.ANY);
        List<Boolean> begun = new ArrayList<>();
        feed.whenAt(
                100,
                subscription,
                () -> begun.add(feed.subscribe(subscription, null, subscribed -> reader.broken = true)));
        assertThat(begun).isEmpty();
        feed.unsubscribe(subscription);
        assertThat(begun).containsExactly(false);
        log(events.started("n/1", "700"));

        assertThat(feed.giveUp(subscription)).isFalse();
        assertThat(begun).as("once").hasSize(1);
        assertThat(reader.broken).isFalse();
        assertThat(reader.frames).isEmpty();
        assertThat(feed.subscriptions(Channel.Kind.CALLS)).isZero();
    }

    @Test
    void whoIsAheadBeginsWhenTheLogIsThereAndOnce() {
        Subscription subscription = new Subscription(reader, Channel.of(Channel.Kind.CALLS), EventFilter.ANY);
        List<String> begun = new ArrayList<>();
        feed.whenAt(101, subscription, () -> begun.add("at " + offset));
        log(events.started("n/1", "700"));
        assertThat(begun).isEmpty();
        log(events.started("n/2", "700"));
        log(events.started("n/3", "700"));

        assertThat(begun).containsExactly("at 101");
        assertThat(feed.giveUp(subscription)).isFalse();
    }

    @Test
    void anotherLogSendsAwayWhoWaitsAndWhoComesBeforeItIsRead() {
        feed.whenAt(
                200, new Subscription(reader, Channel.of(Channel.Kind.CALLS), EventFilter.ANY), () -> reader.room = 0);
        feed.reset("log-2", 300);
        log(events.started("n/1", "700"));
        assertThat(reader.broken).isTrue();
        assertThat(reader.room).isEqualTo(10_000);

        Reader early = new Reader();
        feed.subscribe(
                new Subscription(early, Channel.of(Channel.Kind.CALLS), EventFilter.ANY),
                null,
                subscribed -> early.room = 0);
        assertThat(early.broken).isTrue();
        assertThat(early.room).isEqualTo(10_000);
    }

    @Test
    void historyIsTheNewestEventsOldestFirst() {
        log(events.started("n/1", "700"));
        log(events.joined("n/1", "support", 1));
        log(events.rings("n/1", "support", ONE));

        assertThat(feed.history(Channel.parse("calls").orElseThrow(), 2))
                .hasSize(2)
                .first()
                .asString()
                .contains("call.queue.joined");
    }

    private static final class Reader implements Subscriber {
        private final List<JsonNode> frames = new ArrayList<>();
        private final List<Frame> texts = new ArrayList<>();
        private final List<String> states = new ArrayList<>();
        private int room = 10_000;
        private boolean broken;

        @Override
        public boolean hasRoom(int events, long bytes) {
            return bytes <= room;
        }

        @Override
        public void event(Frame frame) {
            texts.add(frame);
            try {
                frames.add(Json.MAPPER.readTree(frame.text()));
            } catch (java.io.IOException e) {
                throw new AssertionError("not JSON: " + frame.text(), e);
            }
        }

        @Override
        public void state(Channel channel, String key, Frame frame) {
            states.add(channel + " " + key);
        }

        @Override
        public void broken() {
            broken = true;
        }

        List<String> types() {
            return frames.stream().map(f -> f.at("/e/type").asText()).toList();
        }
    }
}
