package io.smartcallcenter.notification.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.notification.channel.Channel;
import io.smartcallcenter.notification.feed.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Channel KPIS = Channel.of(Channel.Kind.QUEUE_KPI, Channel.ALL);
    private static final Channel OPERATORS = Channel.of(Channel.Kind.OPERATOR_KPI);

    private final Outbox outbox = new Outbox(3, 100);

    private static Frame frame(String text) {
        return Frame.of(text);
    }

    @Test
    void framesComeOutInTheirOrder() {
        outbox.event(frame("a"));
        outbox.event(frame("b"));

        assertThat(outbox.poll().text()).isEqualTo("a");
        assertThat(outbox.poll().text()).isEqualTo("b");
        assertThat(outbox.poll()).isNull();
    }

    @Test
    void tooManyFramesAreTooSlowAndNothingIsKept() {
        outbox.event(frame("a"));
        outbox.event(frame("b"));
        outbox.event(frame("c"));

        assertThat(outbox.event(frame("d"))).isFalse();
        assertThat(outbox.size()).isZero();
    }

    @Test
    void tooManyBytesAreTooSlow() {
        Outbox large = new Outbox(1_000, 100);
        for (int i = 0; i < 5; i++) {
            assertThat(large.event(frame("x".repeat(20)))).isTrue();
        }
        assertThat(large.event(frame("y"))).isFalse();
    }

    @Test
    void whatItHasRoomForIsTakenWithTheReplyBeforeIt() {
        Outbox empty = new Outbox(10, 10_000);
        assertThat(empty.hasRoom(9, 0)).isTrue();
        assertThat(empty.hasRoom(10, 0)).isFalse();
        assertThat(empty.hasRoom(1, 8_900)).isTrue();
        assertThat(empty.hasRoom(1, 9_000)).isFalse();

        empty.event(frame("x".repeat(1_000)));
        assertThat(empty.hasRoom(9, 0)).isFalse();
        assertThat(empty.hasRoom(1, 8_000)).isFalse();
    }

    @Test
    void aLargeSnapshotMayGoAndEventsFollowIt() {
        assertThat(outbox.event(frame("x".repeat(500)))).isTrue();
        assertThat(outbox.event(frame("y"))).isTrue();
        assertThat(outbox.poll().bytes()).isEqualTo(500);
        assertThat(outbox.poll().text()).isEqualTo("y");
    }

    @Test
    void largeFramesDoNotPileUp() {
        Outbox large = new Outbox(1_000, 100);
        for (int i = 0; i < 4; i++) {
            assertThat(large.event(frame("x".repeat(500)))).isTrue();
        }
        assertThat(large.event(frame("x".repeat(500)))).isFalse();
    }

    @Test
    void bytesAreCountedAsOnTheWire() {
        assertThat(frame("Ж").bytes()).isEqualTo(2);
    }

    @Test
    void onlyTheNewestStateOfAKeyGoesAndOffsetsKeepGrowing() {
        outbox.state(KPIS, "a", frame("a5"));
        outbox.state(KPIS, "b", frame("b6"));
        outbox.state(KPIS, "a", frame("a7"));

        assertThat(outbox.poll()).isNull();
        assertThat(outbox.release()).isTrue();
        assertThat(outbox.poll().text()).isEqualTo("b6");
        assertThat(outbox.poll().text()).isEqualTo("a7");
        assertThat(outbox.release()).isFalse();
    }

    @Test
    void statesWaitBehindEventsWithoutFillingTheQueue() {
        outbox.event(frame("e"));
        for (int i = 0; i < 1_000; i++) {
            outbox.state(KPIS, "k", frame("s" + i));
        }
        outbox.release();

        assertThat(outbox.size()).isEqualTo(2);
        assertThat(outbox.poll().text()).isEqualTo("e");
        outbox.release();
        assertThat(outbox.poll().text()).isEqualTo("s999");
    }

    @Test
    void moreStatesThanTheBoundGoInPortionsAndEventsStillFit() {
        Outbox small = new Outbox(4, 1_000);
        for (int i = 0; i < 10; i++) {
            small.state(KPIS, "k" + i, frame("s" + i));
        }
        List<String> sent = new ArrayList<>();
        while (small.release()) {
            assertThat(small.event(frame("event"))).isTrue();
            for (Frame next = small.poll(); next != null; next = small.poll()) {
                sent.add(next.text());
            }
        }

        assertThat(sent).filteredOn(text -> text.startsWith("s")).hasSize(10).isSorted();
    }

    @Test
    void largeStatesAreNotReleasedBeyondTheBytes() {
        Outbox large = new Outbox(1_000, 100);
        for (int i = 0; i < 50; i++) {
            large.state(KPIS, "k" + i, frame("x".repeat(20)));
        }
        large.release();

        assertThat(large.event(frame("x".repeat(20)))).isTrue();
    }

    @Test
    void statesOfAChannelThatEndedAreForgotten() {
        outbox.state(KPIS, "a", frame("of the ended channel"));
        outbox.state(OPERATORS, "a", frame("of another"));
        outbox.forget(KPIS);
        outbox.release();

        assertThat(outbox.poll().text()).isEqualTo("of another");
        assertThat(outbox.poll()).isNull();
    }
}
