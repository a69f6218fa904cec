package io.smartcallcenter.notification.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.channel.Channel.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetainedTest {

    private static final Channel CALLS = Channel.of(Kind.CALLS);

    private final Events events = new Events();

    private FeedEvent event(long offset, List<Channel> channels) {
        return new FeedEvent(offset, events.started("n/" + offset, "700"), channels, 100);
    }

    private static Channel operator(int number) {
        return Channel.of(Kind.OPERATOR, "PJSIP/" + number);
    }

    private static List<Long> offsets(List<FeedEvent> events) {
        return events.stream().map(FeedEvent::offset).toList();
    }

    @Test
    void eachChannelHasItsOwnEventsAndForgetsThemWithTheOthers() {
        Retained retained = new Retained(4, 100_000, 0);
        retained.add(event(1, List.of(CALLS, operator(1))));
        retained.add(event(2, List.of(CALLS)));
        retained.add(event(3, List.of(CALLS, operator(1))));
        retained.add(event(4, List.of(CALLS)));
        assertThat(offsets(retained.newest(10, operator(1)))).containsExactly(1L, 3L);

        retained.add(event(5, List.of(CALLS)));
        assertThat(retained.floor()).isEqualTo(1);
        assertThat(offsets(retained.newest(10, operator(1)))).containsExactly(3L);
        assertThat(offsets(retained.newest(2, CALLS))).containsExactly(4L, 5L);
        assertThat(offsets(retained.after(3, CALLS))).containsExactly(4L, 5L);
        assertThat(retained.after(3, operator(1))).isEmpty();
        assertThat(retained.newest(10, operator(2))).isEmpty();
    }

    /** They are read under the lock for which the log and every subscribe wait. */
    @Test
    void aQuietChannelLooksAtNobodyElsesEvents() {
        Retained retained = new Retained(100, 100_000, 0);
        retained.add(event(1, List.of(operator(1))));
        for (int offset = 2; offset <= 50; offset++) {
            retained.add(event(offset, new Unsearchable(List.of(CALLS))));
        }

        assertThat(retained.newest(10, operator(2))).isEmpty();
        assertThat(offsets(retained.newest(10, operator(1)))).containsExactly(1L);
        assertThat(retained.after(1, operator(1))).isEmpty();
    }

    @Test
    void eventsShareTheirChannels() {
        Retained retained = new Retained(100, 100_000, 0);
        FeedEvent first = event(1, List.of(operator(1)));
        FeedEvent second = event(2, List.of(operator(1)));
        assertThat(second.channels().get(0)).isNotSameAs(first.channels().get(0));
        retained.add(first);
        retained.add(second);

        assertThat(second.channels().get(0)).isSameAs(first.channels().get(0));
    }

    /** Ring-all: a small event may be in a thousand channels. */
    @Test
    void theBoundCountsWhatItTakesToFindTheEvents() {
        List<Channel> phones =
                IntStream.range(0, 1_000).mapToObj(RetainedTest::operator).toList();
        Retained retained = new Retained(10_000, 1_000_000, 0);
        for (int offset = 1; offset <= 1_000; offset++) {
            retained.add(event(offset, phones));
        }

        assertThat(retained.floor()).isGreaterThan(900);
        assertThat(retained.newest(1_000, operator(1))).hasSize((int) (1_000 - retained.floor()));

        for (int offset = 1_001; offset <= 8_000; offset++) {
            retained.add(event(offset, List.of(CALLS)));
        }
        assertThat(retained.newest(1, operator(1))).isEmpty();
        assertThat(retained.floor())
                .as("what was forgotten is not counted any more")
                .isEqualTo(1_000);
    }

    private static final class Unsearchable extends ArrayList<Channel> {

        Unsearchable(List<Channel> channels) {
            super(channels);
        }

        @Override
        public boolean contains(Object wanted) {
            throw new AssertionError("looked for " + wanted + " in an event of another channel");
        }
    }
}
