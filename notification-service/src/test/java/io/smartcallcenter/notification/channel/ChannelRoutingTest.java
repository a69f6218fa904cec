package io.smartcallcenter.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.notification.channel.Channel.Kind;
import io.smartcallcenter.notification.live.LiveState;
import org.junit.jupiter.api.Test;

class ChannelRoutingTest {

    private final ChannelRouting routing = new ChannelRouting(new LiveState());

    @Test
    void aCallbackIsToldToTheQueueThatShallCall() {
        assertThat(routing.channelsOf(new CallEvent.CallbackRequested("pbx1/17.1", "79010000001", "support")))
                .containsExactly(
                        Channel.of(Kind.QUEUE, "support"), Channel.of(Kind.QUEUE, Channel.ALL), Channel.of(Kind.CALLS));
    }

    @Test
    void aMessageOfACallInNoQueueIsAnnouncedToThoseWhoSeeAllCalls() {
        assertThat(routing.channelsOf(
                        new CallEvent.VoicemailRecorded("pbx1/17.1", "700", "scc-700", 5_000, "79010000001")))
                .containsExactly(Channel.of(Kind.CALLS), Channel.of(Kind.ALERTS));
    }
}
