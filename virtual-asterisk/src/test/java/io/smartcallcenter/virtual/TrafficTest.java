package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.virtual.cdr.CdrRow;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import io.smartcallcenter.virtual.scenario.LoadTraffic;
import io.smartcallcenter.virtual.scenario.load.LoadProfile;
import io.smartcallcenter.virtual.scenario.script.file.ScenarioReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficTest {

    private static final Instant START = Instant.parse("2026-11-22T22:28:20.174Z");

    @Test
    void demoTrafficIsTheSameForTheSameSeed() {
        assertThat(demoCallers(7)).isEqualTo(demoCallers(7)).hasSizeGreaterThan(20);
        assertThat(demoCallers(8)).isNotEqualTo(demoCallers(7));
    }

    private static List<String> demoCallers(int seed) {
        LoadProfile shipped = new ScenarioReader().shipped("demo").load();
        LoadProfile profile = new LoadProfile(
                shipped.arrivals(),
                shipped.numbers(),
                false,
                shipped.patience(),
                shipped.talk(),
                shipped.operators(),
                shipped.length(),
                seed);
        try (VirtualAsterisk asterisk =
                        VirtualAsterisk.start(Fixture.options().speed(0).startAt(START));
                LoadTraffic demo = asterisk.load(profile)) {
            for (int second = 0; second < 300; second++) {
                asterisk.advance(Duration.ofSeconds(1));
            }
            assertThat(demo.begun()).isBetween(25L, 65L);
            assertThat(demo.ended()).isPositive();
            return asterisk.queueLog().stream()
                    .filter(line -> line.contains("ENTERQUEUE"))
                    .toList();
        }
    }

    @Test
    void everyLoadCallIsAnsweredAndLeavesOneRow() {
        List<CdrRow> cdr = new CopyOnWriteArrayList<>();
        List<String> operators =
                IntStream.range(0, 40).mapToObj(StandardQueues::loadOperator).toList();
        Options options = Fixture.options()
                .speed(0)
                .startAt(START)
                .cdr(cdr::addAll)
                .operators(operators)
                .queues(StandardQueues.forLoad(1, 40));
        try (VirtualAsterisk asterisk = VirtualAsterisk.start(options);
                AriClient ari = AriClient.connected(asterisk, "SmartCallCenter")) {
            await().until(() -> asterisk.inside(pbx -> pbx.stasis().isConnected("SmartCallCenter")));
            ari.onEvent(event -> {
                if (event.getString("type").equals("StasisStart")) {
                    String id = event.getJsonObject("channel").getString("id");
                    ari.rest("POST", "channels/" + id + "/continue", "context", "scc-queue", "extension", "load0");
                }
            });
            asterisk.operators(RingPlan.always(Reaction.answer(Duration.ofMillis(100))));
            LoadTraffic load = asterisk.load(50, List.of("900"), CallerPlan.talksFor(Duration.ofMillis(300)));
            Stage.soon().until(() -> {
                asterisk.advance(Duration.ofMillis(20));
                return load.begun() >= 50;
            });
            load.close();
            Stage.soon().until(() -> {
                asterisk.advance(Duration.ofMillis(20));
                return load.ended() == load.begun();
            });
            assertThat(cdr).hasSize((int) load.begun()).allMatch(row -> row.disposition()
                    .equals("ANSWERED"));
        }
    }
}
