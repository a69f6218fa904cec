package io.smartcallcenter.kpi.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.operator.Intervals.Span;
import io.smartcallcenter.kpi.operator.OperatorTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetirementsTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final Story story = new Story(START);

    private Retirement retirement(String node, long at, Long backAt) {
        return new Retirement(node, story.after(at), backAt == null ? null : story.after(backAt), "anna", "gone");
    }

    private Outage outage(long from, Long to) {
        return new Outage("pbx1", "AMI", story.after(from), to == null ? null : story.after(to));
    }

    private static Long time(String text) {
        return text == null ? null : Long.valueOf(text);
    }

    /** What is left of an outage, as pairs; * while it lasts. */
    @ParameterizedTest
    @CsvSource({
        "1000, , 3000, , 1000-3000",
        "1000, , 1000, , ''",
        "1000, , 500, , ''",
        "1000, , 3000, 7000, 1000-3000 7000-*",
        "1000, 7000, 3000, 7000, 1000-3000",
        "1000, 9000, 3000, 7000, 1000-3000 7000-9000",
        "1000, 2000, 2000, , 1000-2000",
        "8000, 9000, 3000, 7000, 8000-9000",
        "8000, , 3000, 7000, 8000-*"
    })
    void anOutageHasNoPartInWhichTheNodeIsRetired(String from, String to, String at, String backAt, String left) {
        Retirements retirements = new Retirements(List.of(retirement("pbx1", time(at), time(backAt))));

        List<Outage> expected = left.isEmpty()
                ? List.of()
                : Arrays.stream(left.split(" "))
                        .map(each -> each.split("-"))
                        .map(each -> outage(time(each[0]), each[1].equals("*") ? null : time(each[1])))
                        .toList();
        assertThat(retirements.without(List.of(outage(time(from), time(to))))).isEqualTo(expected);
    }

    @Test
    void outagesOfOtherNodesStay() {
        Retirements retirements = new Retirements(List.of(retirement("pbx2", 0, null)));

        assertThat(retirements.without(List.of(outage(1_000, null)))).containsExactly(outage(1_000, null));
    }

    /** As parts of the first 10 s. */
    private OperatorTimes times(Retirement... retirements) {
        var marks = new ArrayList<>(MemoryStore.of(story.events).marks());
        Collections.shuffle(marks, new Random(7));
        long from = START.toEpochMilli() * 1000;
        return OperatorTimes.of(new Retirements(List.of(retirements)).signedOff(marks), from, from + 10_000_000);
    }

    private Span span(long from, long to) {
        return new Span(story.after(from).toEpochMilli() * 1000, story.after(to).toEpochMilli() * 1000);
    }

    private void atWorkAndPaused() {
        story.device(0, Story.ONE, DeviceState.NOT_INUSE)
                .member(0, Story.ONE, "support")
                .paused(1_000, Story.ONE, "support", "lunch", false);
    }

    @Test
    void anOperatorOfARetiredNodeIsNeitherOnlineNorPaused() {
        atWorkAndPaused();

        assertThat(times().online().spans()).containsExactly(span(0, 10_000));
        assertThat(times(retirement("pbx1", 4_000, null)).online().spans()).containsExactly(span(0, 4_000));
        assertThat(times(retirement("pbx1", 4_000, null)).paused().spans()).containsExactly(span(1_000, 4_000));
        assertThat(times(retirement("pbx2", 4_000, null)).online().spans()).containsExactly(span(0, 10_000));
    }

    /** The gateway tells only what has changed in between. */
    @Test
    void withTheNodeComeBackTheStatesThatItHad() {
        atWorkAndPaused();
        story.unpaused(8_000, Story.ONE, "support");

        OperatorTimes times = times(retirement("pbx1", 4_000, 7_000L));
        assertThat(times.online().spans()).containsExactly(span(0, 4_000), span(7_000, 10_000));
        assertThat(times.paused().spans()).containsExactly(span(1_000, 4_000), span(7_000, 8_000));
    }

    @Test
    void whatTheNodeTellsInItsFirstEventIsTrueAndNotWhatItHad() {
        atWorkAndPaused();
        story.removed(7_000, Story.ONE, "support");

        assertThat(times(retirement("pbx1", 4_000, 7_000L)).online().spans()).containsExactly(span(0, 4_000));
    }

    @Test
    void aNodeMayBeRetiredAgain() {
        atWorkAndPaused();

        assertThat(times(retirement("pbx1", 2_000, 3_000L), retirement("pbx1", 4_000, null))
                        .online()
                        .spans())
                .containsExactly(span(0, 2_000), span(3_000, 4_000));
        assertThat(times(retirement("pbx1", 2_000, 5_000L), retirement("pbx1", 4_000, 5_000L))
                        .online()
                        .spans())
                .containsExactly(span(0, 2_000), span(5_000, 10_000));
    }
}
