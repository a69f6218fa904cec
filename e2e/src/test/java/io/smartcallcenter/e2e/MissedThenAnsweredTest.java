package io.smartcallcenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.e2e.suite.Api;
import io.smartcallcenter.e2e.suite.LiveClient;
import io.smartcallcenter.e2e.suite.QueueLogFigures;
import io.smartcallcenter.e2e.suite.TopicReader;
import io.smartcallcenter.e2e.suite.WholeSuite;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.stack.LocalStack;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A caller dials a queue, operator 1 lets it ring, operator 2 answers: everybody who reports it says the same. */
@ExtendWith(WholeSuite.class)
class MissedThenAnsweredTest {

    /** A linear queue: 0001 is always rung first. */
    private static final String QUEUE = "tiers";

    private static final String NUMBER = "703";
    private static final Duration SOON = Duration.ofMinutes(3);

    @Test
    void theCallIsCountedOnceEverywhere(LocalStack stack) throws Exception {
        VirtualAsterisk asterisk = stack.virtualAsterisk();
        asterisk.operator("0001", RingPlan.IGNORE);
        asterisk.operator("0002", RingPlan.always(Reaction.answer(Duration.ofSeconds(1))));
        Api api = new Api(stack);
        Instant from = asterisk.now();

        try (LiveClient supervisor = LiveClient.connect(stack, stack.token("supervisor"))) {
            List.of("queue:" + QUEUE, "calls", "kpi:queue:" + QUEUE).forEach(supervisor::subscribe);
            await().atMost(SOON).until(() -> supervisor.accepted() == 3);

            Call call = asterisk.call("79005550101", NUMBER, CallerPlan.talksFor(Duration.ofSeconds(2)));
            await().atMost(SOON).until(call.ended()::isDone);

            kpisSayIt(stack, api, from);
            supervisorSawIt(supervisor);
        }
        cdrIsReconciled(api, from, asterisk);
    }

    private static void kpisSayIt(LocalStack stack, Api api, Instant from) {
        Instant to = from.plusSeconds(300);
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        api.queue(QUEUE, from, to).path("answered_calls").asInt())
                .isEqualTo(1));
        JsonNode queue = api.queue(QUEUE, from, to);
        assertThat(queue.path("total_calls").asInt()).isEqualTo(1);
        assertThat(queue.path("answer_rate").asDouble()).isEqualTo(100.0);
        assertThat(queue.path("identity").asBoolean()).isTrue();

        await().atMost(SOON).untilAsserted(() -> assertThat(api.operator("PJSIP/0002", from, to)
                        .path("avg_talk_time")
                        .isNumber())
                .isTrue());
        JsonNode missed = api.operator("PJSIP/0001", from, to);
        assertThat(missed.path("offered_calls").asInt()).isEqualTo(1);
        assertThat(missed.path("missed_calls").asInt()).isEqualTo(1);
        assertThat(missed.path("answered_calls").asInt()).isZero();
        JsonNode answered = api.operator("PJSIP/0002", from, to);
        assertThat(answered.path("offered_calls").asInt()).isEqualTo(1);
        assertThat(answered.path("answered_calls").asInt()).isEqualTo(1);
        assertThat(answered.path("missed_calls").asInt()).isZero();

        waitIsJoinToLeaveAndThatOfQueueLog(stack, queue, from);
    }

    private static void waitIsJoinToLeaveAndThatOfQueueLog(LocalStack stack, JsonNode queue, Instant from) {
        CallEvent.QueueLeft left = TopicReader.events(stack, "call-events", CallEvent.QueueLeft.class).stream()
                .filter(event -> event.queue().equals(QUEUE))
                .reduce((first, last) -> last)
                .orElseThrow();
        List<String> lines = stack.virtualAsterisk().queueLog();
        long held = lines.stream()
                .map(line -> line.split("\\|", -1))
                .filter(parts -> parts[2].equals(QUEUE) && parts[4].equals("CONNECT"))
                .filter(parts -> Long.parseLong(parts[0]) >= from.getEpochSecond())
                .mapToLong(parts -> Long.parseLong(parts[5]))
                .sum();

        assertThat(queue.path("avg_wait_time").asDouble()).isEqualTo(Math.round(left.waitMs() / 100.0) / 10.0);
        assertThat(left.waitMs() / 1000.0).isBetween(held - 1.0, held + 1.0);
        QueueLogFigures log = QueueLogFigures.of(lines, QUEUE, from);
        assertThat(log.entered()).isEqualTo(1);
        assertThat(log.answered()).isEqualTo(1);
        assertThat(log.missed()).isEqualTo(1);
    }

    private static void supervisorSawIt(LiveClient supervisor) {
        await().atMost(SOON).untilAsserted(() -> assertThat(supervisor.eventTypes("queue:" + QUEUE))
                .containsSubsequence(
                        "scc.call.queue.joined.v1",
                        "scc.call.offer.started.v1",
                        "scc.call.offer.ended.v1",
                        "scc.call.offer.started.v1",
                        "scc.call.answered.v1")
                .contains("scc.call.queue.left.v1"));
        await().atMost(SOON).untilAsserted(() -> assertThat(supervisor.eventTypes("calls"))
                .contains("scc.call.started.v1", "scc.call.ended.v1"));
        await().atMost(SOON).untilAsserted(() -> assertThat(supervisor.events("kpi:queue:" + QUEUE))
                .isNotEmpty());
        assertThat(supervisor.events("queue:" + QUEUE))
                .extracting(frame -> frame.path("o").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static void cdrIsReconciled(Api api, Instant from, VirtualAsterisk asterisk) {
        Instant to = asterisk.now().plusSeconds(60);
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode report = api.reconciliation(from, to);
            assertThat(report.path("calls").asInt()).as(report.toString()).isEqualTo(1);
            assertThat(report.path("matched").asInt()).as(report.toString()).isEqualTo(1);
            assertThat(report.path("leftovers")).isEmpty();
        });
    }
}
