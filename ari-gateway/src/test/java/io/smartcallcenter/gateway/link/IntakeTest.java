package io.smartcallcenter.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.NodeEvent.Link;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class IntakeTest {

    private static final Instant T0 = Instant.parse("2026-11-22T22:28:20Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<String> seen = new ArrayList<>();
    private final Intake intake = new Intake(Link.ARI, loop::add, 100, meters);

    IntakeTest() {
        intake.onMissed(from -> seen.add("missed since " + from));
    }

    @Test
    void whatIsBeyondTheBoundIsDroppedAndSaidAfterWhatCameBefore() {
        read("a", 60, 1);
        read("b", 40, 2);
        read("c", 1, 3);
        read("d", 1, 4);

        assertThat(gauge("scc.link.waiting.frames")).isEqualTo(2);
        assertThat(gauge("scc.link.waiting.bytes")).isEqualTo(100);
        assertThat(dropped()).isEqualTo(2);
        runAll();
        assertThat(seen).containsExactly("a", "b", "missed since " + T0.plusSeconds(3));
        assertThat(gauge("scc.link.waiting.frames")).isZero();
        assertThat(gauge("scc.link.waiting.bytes")).isZero();
    }

    @Test
    void nothingIsLetInBetweenADroppedFrameAndItsGap() {
        read("a", 100, 1);
        read("b", 1, 2);
        loop.remove().run();
        read("c", 1, 3);
        runAll();
        read("d", 1, 4);
        runAll();

        assertThat(seen).containsExactly("a", "missed since " + T0.plusSeconds(2), "d");
        assertThat(dropped()).isEqualTo(2);
    }

    @Test
    void eachOverflowIsAGapOfItsOwn() {
        for (int i = 0; i < 3; i++) {
            read("a", 100, i);
            read("b", 100, i);
            runAll();
        }
        assertThat(seen).filteredOn(what -> what.startsWith("missed")).hasSize(3);
    }

    @Test
    void aFrameThatIsLargerThanTheBoundIsReadWhenNothingElseWaits() {
        read("large", 1_000, 1);
        read("small", 1, 2);
        runAll();
        assertThat(seen).containsExactly("large", "missed since " + T0.plusSeconds(2));
    }

    private void read(String frame, int size, int second) {
        intake.frame(size, T0.plusSeconds(second), () -> seen.add(frame));
    }

    private void runAll() {
        while (!loop.isEmpty()) {
            loop.remove().run();
        }
    }

    private double gauge(String name) {
        return meters.get(name).tag("link", "ari").gauge().value();
    }

    private double dropped() {
        return meters.get("scc.link.dropped.frames")
                .tag("link", "ari")
                .counter()
                .count();
    }
}
