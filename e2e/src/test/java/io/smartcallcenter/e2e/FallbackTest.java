package io.smartcallcenter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.e2e.suite.Api;
import io.smartcallcenter.e2e.suite.Joined;
import io.smartcallcenter.e2e.suite.QueueLogFigures;
import io.smartcallcenter.e2e.suite.RoutedCalls;
import io.smartcallcenter.e2e.suite.TopicReader;
import io.smartcallcenter.e2e.suite.WholeSuite;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.stack.LocalStack;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No caller ever waits for our software: without a decision the gateway sends each one to the default queue. */
@ExtendWith(WholeSuite.class)
class FallbackTest {

    /** Where everybody goes who has no decision. */
    private static final String DEFAULT_QUEUE = "support";

    /** A number that the routing service would send elsewhere. */
    private static final String SALES = "701";

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int CALLS = 8;

    @Test
    void whenTheRoutingServiceIsKilledWhileCallsArrive(LocalStack stack) throws Exception {
        List<Call> calls = new ArrayList<>();
        try (Joined support = silentOperators(stack)) {
            calls.add(dial(stack));
            stack.kill("routing");
            for (int i = 1; i < CALLS; i++) {
                calls.add(dial(stack));
            }
            Set<String> undecided = uniqueids(calls.subList(1, CALLS));

            everyCallerJoins(support, undecided);
            recorded(stack, undecided);
            end(calls);
        } finally {
            stack.start("routing");
        }
        RoutedCalls.await(stack);
    }

    @Test
    void whenKafkaIsAwayWhileCallsArriveAndNothingIsMissingAfterwards(LocalStack stack) throws Exception {
        Instant from = nextSecond(stack.virtualAsterisk());
        List<Call> calls = new ArrayList<>();
        try (Joined support = silentOperators(stack)) {
            calls.add(dial(stack));
            stack.stop("kafka");
            for (int i = 1; i < CALLS; i++) {
                calls.add(dial(stack));
            }
            Set<String> undecided = uniqueids(calls.subList(1, CALLS));

            everyCallerJoins(support, undecided);
            end(calls);
            stack.start("kafka");
            recorded(stack, undecided);
        } finally {
            stack.start("kafka");
        }
        kpisEqualQueueLog(stack, from);
        RoutedCalls.await(stack);
    }

    /** Nobody answers: every caller stays in the queue, where {@link Joined} sees them. */
    private static Joined silentOperators(LocalStack stack) {
        stack.virtualAsterisk().operators(RingPlan.IGNORE);
        return Joined.watch(stack.virtualAsterisk(), DEFAULT_QUEUE);
    }

    private static Call dial(LocalStack stack) throws Exception {
        Call call = stack.virtualAsterisk().call("79005550102", SALES, CallerPlan.PASSIVE);
        call.uniqueid().get(SOON.toSeconds(), TimeUnit.SECONDS);
        return call;
    }

    private static Set<String> uniqueids(List<Call> calls) {
        return calls.stream().map(call -> call.uniqueid().join()).collect(Collectors.toSet());
    }

    private static void everyCallerJoins(Joined queue, Set<String> callers) {
        await().atMost(SOON).untilAsserted(() -> assertThat(queue.callers()).containsAll(callers));
    }

    private static void end(List<Call> calls) throws Exception {
        calls.forEach(Call::hangup);
        for (Call call : calls) {
            call.ended().get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void recorded(LocalStack stack, Set<String> callers) {
        await().atMost(SOON).untilAsserted(() -> assertThat(
                        TopicReader.events(stack, "call-events", CallEvent.Fallback.class).stream()
                                .filter(event -> event.queue().equals(DEFAULT_QUEUE))
                                .map(event ->
                                        event.callId().substring(event.callId().indexOf('/') + 1)))
                .containsAll(callers));
    }

    /** queue_log knows whole seconds only: what was before must not be in the same one. */
    private static Instant nextSecond(VirtualAsterisk asterisk) {
        Instant next = asterisk.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        await().atMost(SOON).until(() -> !asterisk.now().isBefore(next));
        return next;
    }

    private static void kpisEqualQueueLog(LocalStack stack, Instant from) {
        VirtualAsterisk asterisk = stack.virtualAsterisk();
        Api api = new Api(stack);
        Instant to = asterisk.now().plusSeconds(1);
        QueueLogFigures log = QueueLogFigures.of(asterisk.queueLog(), DEFAULT_QUEUE, from);
        assertThat(log.entered()).isGreaterThanOrEqualTo(CALLS - 1);
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode queue = api.queue(DEFAULT_QUEUE, from, to);
            assertThat(queue.path("total_calls").asLong()).as(queue.toString()).isEqualTo(log.entered());
            assertThat(queue.path("abandoned_calls").asLong()
                            + queue.path("short_abandoned").asLong())
                    .as(queue.toString())
                    .isEqualTo(log.abandoned());
            assertThat(queue.path("waiting").asLong()).isZero();
            assertThat(queue.path("identity").asBoolean()).isTrue();
        });
    }
}
