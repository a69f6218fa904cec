package io.smartcallcenter.notification.feed;

import static io.smartcallcenter.notification.Events.ONE;
import static io.smartcallcenter.notification.Events.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.EventFilter;
import io.smartcallcenter.notification.channel.TypeFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A replica that starts knows the newest states before it reads the older events: what it says of these events must be true all the same. */
class StartedLaterTest {

    private final Events events = new Events();
    private final Feed feed = new Feed(new Feed.Bounds(100, 100_000, 50));

    private Envelope<SccEvent> device(Agent agent, DeviceState state) {
        return events.after(10).of(new AgentEvent.Device(agent, state));
    }

    private Envelope<SccEvent> state(Agent agent, String... queues) {
        return events.after(10)
                .of(new AsteriskState.AgentState(
                        "pbx1",
                        agent,
                        DeviceState.NOT_INUSE,
                        Stream.of(queues)
                                .map(queue -> new AsteriskState.Membership(queue, 0, false, ""))
                                .toList()));
    }

    /** The log's offsets begin at 0. */
    private void start(List<Envelope<SccEvent>> base, List<Envelope<SccEvent>> log) {
        feed.reset("log-1", -1);
        base.forEach(feed::base);
        for (int offset = 0; offset < log.size(); offset++) {
            feed.apply(offset, log.get(offset), 10);
        }
        feed.ready(true);
    }

    private boolean recovered(String channel, long since) {
        return recovered(channel, since, EventFilter.ANY);
    }

    private boolean recovered(String channel, long since, EventFilter filter) {
        List<Subscribed> result = new ArrayList<>();
        feed.subscribe(
                new Subscription(new Anybody(), Channel.parse(channel).orElseThrow(), filter),
                new Position("log-1", since),
                result::add);
        return result.get(0).recovered();
    }

    @Test
    void whatHappenedToAnOperatorWhoHasLeftTheQueueSinceIsNotProvedForTheQueue() {
        Envelope<SccEvent> added = events.added(ONE, "support");
        Envelope<SccEvent> rings = device(ONE, DeviceState.RINGING);
        Envelope<SccEvent> removed = events.after(10).of(new AgentEvent.Removed(ONE, "support"));
        Envelope<SccEvent> left = state(ONE);
        start(List.of(left), List.of(added, rings, removed, left, device(ONE, DeviceState.INUSE)));

        EventFilter ofTheQueue = new EventFilter(TypeFilter.ANY, List.of("support"), List.of(), List.of());
        for (String channel : List.of("queue:support", "queue:*")) {
            assertThat(recovered(channel, 0)).as("the phone rang at 1").isFalse();
            assertThat(recovered(channel, 2))
                    .as("the state of 3 is the queue's")
                    .isFalse();
            assertThat(recovered(channel, 3)).isTrue();
        }
        assertThat(recovered("operator:PJSIP/0001", 0, ofTheQueue)).isFalse();
        assertThat(recovered("operator:PJSIP/0001", 3, ofTheQueue)).isTrue();
    }

    @Test
    void channelsThatDoNotDependOnMembershipsAreRecovered() {
        Envelope<SccEvent> rings = device(ONE, DeviceState.RINGING);
        Envelope<SccEvent> left = state(ONE);
        start(List.of(left), List.of(events.started("n/1", "700"), rings, left));

        assertThat(List.of("calls", "operator:PJSIP/0001", "operator:*", "alerts", "system"))
                .allMatch(channel -> recovered(channel, 0));
    }

    @Test
    void aStateThatIsOlderThanTheLogWasTrueAllAlong() {
        Envelope<SccEvent> base = state(ONE, "support");
        Envelope<SccEvent> rings = device(ONE, DeviceState.RINGING);
        start(List.of(base), List.of(events.started("n/1", "700"), rings));
        assertThat(recovered("queue:support", 0)).isTrue();

        feed.apply(2, state(ONE), 10);
        assertThat(recovered("queue:support", 0))
                .as("what comes live is read in its turn")
                .isTrue();
    }

    /** As one of an owner of the node that was deposed already: it is on the topic of states, but is not copied. */
    @Test
    void aStateThatTheLogOughtToHaveAndDoesNotProvesNothingThatWasReadBefore() {
        Envelope<SccEvent> added = events.added(ONE, "support");
        Envelope<SccEvent> rings = device(ONE, DeviceState.RINGING);
        start(List.of(state(ONE)), List.of(added, rings));
        feed.apply(2, events.joined("n/1", "support", 1), 10);

        assertThat(recovered("queue:support", 0)).isFalse();
        assertThat(recovered("queue:support", 1)).isTrue();
        assertThat(recovered("calls", 0)).isTrue();
    }

    @Test
    void anOlderStateOfTheLogIsNotYetThatOfTheBase() {
        Envelope<SccEvent> older = state(ONE, "support");
        Envelope<SccEvent> rings = device(ONE, DeviceState.RINGING);
        Envelope<SccEvent> newest = state(ONE);
        start(List.of(newest), List.of(older, rings, newest));

        assertThat(recovered("queue:support", 0)).isFalse();
        assertThat(recovered("queue:support", 2)).isTrue();
    }

    @Test
    void theLastOperatorDecides() {
        Envelope<SccEvent> one = state(ONE, "support");
        Envelope<SccEvent> two = state(TWO, "support");
        start(List.of(one, two), List.of(one, events.started("n/1", "700"), two));

        assertThat(recovered("queue:support", 1)).isFalse();
        assertThat(recovered("queue:support", 2)).isTrue();
    }

    private static final class Anybody implements Subscriber {
        @Override
        public boolean hasRoom(int events, long bytes) {
            return true;
        }

        @Override
        public void event(Frame frame) {}

        @Override
        public void state(Channel channel, String key, Frame frame) {}

        @Override
        public void broken() {}
    }
}
