package io.smartcallcenter.kpi.live;

import static io.smartcallcenter.kpi.live.LiveSide.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.kpi.Story;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealtimeTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final LiveSide side = new LiveSide(START.plusSeconds(60));
    private final Realtime realtime = new Realtime(side.figures, side.operatorsNow);
    private final Story story = new Story(START);

    @AfterEach
    void close() {
        side.close();
    }

    private RealtimeView now(String... queues) {
        side.happened(story.events);
        return result(realtime.now(Set.of(queues)));
    }

    @Test
    void itHasTheFiguresOfTodayAndWhoWorks() throws Exception {
        story.device(0, Story.ONE, DeviceState.NOT_INUSE).member(0, Story.ONE, "support");
        story.waited("c1", "support", 0, EntryOutcome.ANSWERED, 5_000)
                .waited("c2", "support", 0, EntryOutcome.ABANDONED, 7_000)
                .joined(47_750, "c3", "e3", "support");

        JsonNode json = JSON.readTree(JSON.writeValueAsString(now()));

        assertThat(json)
                .isEqualTo(
                        JSON.readTree(
                                """
                {"at": "2026-11-23T09:01:00Z",
                 "queues": [{"queue": "support", "waiting": 1, "longest_wait": 12.3, "service_level": 50.0,
                   "total_calls": 3, "answered_calls": 1, "abandoned_calls": 1, "answer_rate": 33.3,
                   "operators": {"available": 1, "ringing": 0, "talking": 0, "paused": 0, "unreachable": 0}}],
                 "operators": [{"interface": "PJSIP/0001", "name": "Agent One", "state": "available",
                   "since": "2026-11-23T09:00:00Z", "queues": ["support"]}]}
                """));
    }

    @Test
    void aQueueWithMembersAndNoCallIsThereAndOneThatIsAskedForToo() {
        story.member(0, Story.ONE, "support").waited("c", "sales", 0, EntryOutcome.TIMEOUT, 9_000);

        RealtimeView all = now();
        assertThat(all.queues()).extracting(RealtimeView.Queue::queue).containsExactly("sales", "support");
        assertThat(all.queues().get(1).totalCalls()).isZero();
        assertThat(all.queues().get(1).longestWait()).isNull();
        assertThat(all.queues().get(1).operators().unreachable()).isEqualTo(1);

        RealtimeView some = now("nobody");
        assertThat(some.queues()).extracting(RealtimeView.Queue::queue).containsExactly("nobody");
        assertThat(some.operators()).isEmpty();
    }

    @Test
    void onlyTheMembersOfTheQueuesThatAreAskedForAreShown() {
        story.member(0, Story.ONE, "support").member(0, Story.ONE, "sales").member(0, Story.TWO, "vip");

        RealtimeView view = now("sales");

        assertThat(view.operators()).singleElement().satisfies(one -> {
            assertThat(one.iface()).isEqualTo("PJSIP/0001");
            assertThat(one.queues()).containsExactly("sales", "support");
        });
        assertThat(view.queues())
                .singleElement()
                .satisfies(one -> assertThat(one.operators().unreachable()).isEqualTo(1));
    }

    @Test
    void whoLeftAllQueuesIsNotShown() {
        story.member(0, Story.ONE, "support").removed(10_000, Story.ONE, "support");

        assertThat(now().operators()).isEmpty();
        assertThat(now().queues()).isEmpty();
    }
}
