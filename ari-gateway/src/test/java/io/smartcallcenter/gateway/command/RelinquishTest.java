package io.smartcallcenter.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.CallCommand.Stay;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriEndpoint;
import io.smartcallcenter.gateway.ari.AriRest;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.fake.Await;
import io.smartcallcenter.gateway.fake.FakeAri;
import io.smartcallcenter.gateway.fake.FakeAsterisk;
import io.smartcallcenter.gateway.fallback.WaitingCaller;
import io.smartcallcenter.gateway.flow.FlowAction;
import io.smartcallcenter.gateway.node.NodeLoop;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Published;
import io.smartcallcenter.gateway.normalize.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a step had planned does not happen once its call is a successor's. */
class RelinquishTest {

    private static final String CALLER = "17.1";

    private final FakeAsterisk asterisk = new FakeAsterisk();
    private final Vertx vertx = Vertx.vertx();
    private final Timers timers = new Timers();
    private final AriRest rest = new AriRest(vertx, endpoint(), Duration.ofMinutes(1));
    private final AriCalls calls = new AriCalls(rest, "SmartCallCenter");
    private final QueueSteps queues = new QueueSteps(calls);

    @AfterEach
    void close() {
        rest.close();
        Await.result(vertx.close());
        asterisk.close();
    }

    @Test
    void anAnnouncementIsNotFollowedByAnything() {
        Prompts prompts = new Prompts(timers.vertx(), calls, queues);
        Await.result(prompts.play(CALLER, "custom/closed", Then.queue("support")));
        assertThat(timers.waiting()).isEqualTo(1);

        prompts.relinquish();

        nothingMoreIsAsked();
        assertThat(prompts.knows(CALLER)).isFalse();
    }

    @Test
    void aPhoneThatRingsIsLeftToRing() {
        DirectCalls directs = new DirectCalls(timers.vertx(), calls, queues);
        Await.result(directs.start(CALLER, "PJSIP/0001", 20, Then.queue("support"), Stay.PLAIN));
        awaitRequest("POST /channels/" + CALLER + "/ring");
        assertThat(timers.waiting()).isEqualTo(1);

        directs.relinquish();

        nothingMoreIsAsked();
        assertThat(directs.knows(CALLER)).isFalse();
    }

    @Test
    void aSideThatWasTransferredDoesNotEndTheOtherOne() {
        DirectCalls directs = new DirectCalls(timers.vertx(), calls, queues);
        directs.adopt(CALLER, "17.2", "br-17.1");
        directs.left(CALLER);

        directs.relinquish();

        nothingMoreIsAsked();
    }

    @Test
    void theEndOfARecordingIsNotWaitedFor() {
        List<Object> told = new ArrayList<>();
        Recordings recordings =
                new Recordings(timers.vertx(), calls, told::add, (channel, recorded) -> told.add(recorded));
        WaitingCaller caller = new WaitingCaller("r1", Ids.call("pbx1", CALLER), CALLER, "", Instant.now());
        recordings.start(caller, new FlowAction.StartRecording(1, "0001", 60, 3, "#"));
        String record = "POST /channels/" + CALLER + "/record?name=";
        awaitRequest(record);
        String request = asterisk.ari().requests().get(0);
        String name = request.substring(record.length(), request.indexOf('&'));

        recordings.relinquish();
        recordings.ended(name, 7_000, true);

        nothingMoreIsAsked();
        assertThat(told).isEmpty();
    }

    @Test
    void whatWasToFollowAStepThatFailsNowDoesNotFollow() {
        queues.relinquish();
        queues.follow(CALLER, Then.queue("support"));
        nothingMoreIsAsked();
    }

    @Test
    void aChannelThatLookedStrandedIsNotRescued() {
        List<Published> told = new CopyOnWriteArrayList<>();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        NodeLoop loop = new NodeLoop(
                vertx.getOrCreateContext(), new Normalizer("pbx1", 1, Settings.DEFAULTS), told::addAll, meters);
        CallControl control = new CallControl(
                timers.vertx(),
                loop,
                "pbx1",
                "SmartCallCenter",
                new Fallback(),
                calls,
                action -> Future.failedFuture("no AMI"),
                () -> true,
                meters);
        loop.attach(control.reactions());
        asterisk.ari().channels(FakeAri.channel(CALLER, "Ring", "Stasis", "SmartCallCenter,700"));
        control.sweep();
        await().until(() -> timers.waiting() == 1);

        control.relinquish();

        timers.fire();
        // Before a rescue the channels and the bridges are asked for.
        Await.result(calls.channels());
        Await.result(calls.bridges());
        nothingMoreIsAsked();
        assertThat(told).isEmpty();
    }

    private void nothingMoreIsAsked() {
        List<String> before = List.copyOf(asterisk.ari().requests());
        timers.fire();
        // What the timers asked for would come before this.
        Await.result(calls.ring("after"));
        List<String> now = new ArrayList<>(asterisk.ari().requests());
        now.removeIf(request -> request.equals("POST /channels/after/ring"));
        assertThat(now).isEqualTo(before);
    }

    private void awaitRequest(String prefix) {
        await().until(() -> asterisk.ari().requests().stream().anyMatch(request -> request.startsWith(prefix)));
    }

    private AriEndpoint endpoint() {
        return AriEndpoint.of(
                URI.create("http://127.0.0.1:" + asterisk.ari().port()), "user", "secret", "SmartCallCenter");
    }

    private record Fallback() implements FallbackConfig {

        @Override
        public Duration decisionTimeout() {
            return Duration.ofMinutes(1);
        }

        @Override
        public String queue() {
            return "support";
        }
    }
}
