package io.smartcallcenter.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.channel.Channel.Kind;
import io.smartcallcenter.notification.live.LiveState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelRoutingTest {

    private final LiveState live = new LiveState();
    private final ChannelRouting routing = new ChannelRouting(live);
    private final Events events = new Events();

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

    /** From the first ring to the end, and what only says the call's id too. */
    @Test
    void anOperatorHearsOfTheCallAsLongAsTheyAreInIt() {
        live.apply(events.started("n/1", "700"));
        live.apply(events.joined("n/1", "support", 1));
        assertThat(routing.channelsOf(events.rings("n/1", "support", Events.ONE).data()))
                .contains(
                        Channel.of(Kind.ME, "PJSIP/0001"),
                        Channel.of(Kind.OPERATOR, "PJSIP/0001"),
                        Channel.of(Kind.OPERATOR, Channel.ALL));
        live.apply(events.rings("n/1", "support", Events.ONE));
        live.apply(events.answered("n/1", "support", Events.ONE));

        assertThat(routing.channelsOf(events.ended("n/1").data())).contains(Channel.of(Kind.ME, "PJSIP/0001"));

        live.apply(events.released("n/1", "support", Events.ONE));
        assertThat(routing.channelsOf(events.ended("n/1").data())).doesNotContain(Channel.of(Kind.ME, "PJSIP/0001"));
    }

    @Test
    void nobodyElseHearsOfIt() {
        live.apply(events.joined("n/1", "support", 1));
        live.apply(events.rings("n/1", "support", Events.ONE));

        assertThat(routing.channelsOf(events.rings("n/1", "support", Events.TWO).data()))
                .contains(Channel.of(Kind.ME, "PJSIP/0001"), Channel.of(Kind.ME, "PJSIP/0002"));
        assertThat(routing.channelsOf(events.rings("n/2", "support", Events.TWO).data()))
                .doesNotContain(Channel.of(Kind.ME, "PJSIP/0001"));
    }

    @Test
    void aCardGoesToItsOperatorOnly() {
        assertThat(routing.channelsOf(card("n/1")))
                .containsExactlyInAnyOrder(
                        Channel.of(Kind.ME, "PJSIP/0001"),
                        Channel.of(Kind.OPERATOR, "PJSIP/0001"),
                        Channel.of(Kind.OPERATOR, Channel.ALL));
    }

    @Test
    void cardsAreKeptUntilTheCallEnds() {
        live.apply(events.joined("n/1", "support", 1));
        live.apply(events.of(card("n/1")));
        assertThat(live.cardsOf("PJSIP/0001")).containsExactly(card("n/1"));
        assertThat(live.cardsOf("PJSIP/0002")).isEmpty();

        live.apply(events.ended("n/1"));
        live.apply(events.of(card("n/1")));
        assertThat(live.cardsOf("PJSIP/0001")).isEmpty();
    }

    private static CustomerEvent.Card card(String call) {
        return new CustomerEvent.Card(
                call,
                "offer",
                CustomerEvent.Moment.OFFERED,
                Events.ONE,
                "support",
                new Party("79010000001", ""),
                null,
                List.of(),
                List.of());
    }
}
