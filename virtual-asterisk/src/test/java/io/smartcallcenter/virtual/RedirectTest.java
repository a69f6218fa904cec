package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.Call;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AMI Redirect, from wherever the caller is. */
class RedirectTest {

    private VirtualAsterisk asterisk;
    private AmiClient ami;

    @BeforeEach
    void start() {
        asterisk = VirtualAsterisk.start(Fixture.options().speed(0));
        ami = AmiClient.loggedIn(asterisk, "on");
    }

    @AfterEach
    void stop() {
        ami.close();
        asterisk.close();
    }

    private String redirect(String channel, String queue) {
        String message = ami.action(
                        "Redirect", "Channel", channel, "Context", "scc-queue", "Exten", queue, "Priority", "1")
                .get(0)
                .get("Message");
        asterisk.advance(Duration.ofMillis(10));
        return message;
    }

    @Test
    void aWaitingCallerLeavesTheQueueForAnother() {
        Call call = asterisk.call("79010000001", "700");
        String id = call.uniqueid().join();
        asterisk.advance(Duration.ofSeconds(2));
        assertThat(redirect(id, "backup")).isEqualTo("Redirect successful");
        await().until(() -> ami.events("QueueCallerJoin").size() == 2);
        assertThat(ami.events("QueueCallerLeave")).singleElement().satisfies(event -> assertThat(event)
                .containsEntry("Queue", "support"));
        assertThat(ami.events("QueueCallerJoin").get(1)).containsEntry("Queue", "backup");
        assertThat(asterisk.queueLog()).anyMatch(line -> line.contains("|support|NONE|ABANDON|"));
        assertThat(call.ended()).isNotDone();
    }

    @Test
    void aTalkingCallerIsTakenAwayFromTheAgent() {
        asterisk.operators(RingPlan.always(Reaction.answer(Duration.ofSeconds(1))));
        Call call = asterisk.call("79010000001", "700");
        String id = call.uniqueid().join();
        asterisk.advance(Duration.ofSeconds(5));
        assertThat(call.connected()).isDone();
        assertThat(redirect("PJSIP/trunk-00000000", "backup")).isEqualTo("Redirect successful");
        await().until(() -> ami.events("QueueCallerJoin").size() == 2);
        assertThat(ami.events("AgentComplete").get(0)).containsEntry("Reason", "agent");
        assertThat(ami.events("QueueCallerJoin").get(1)).containsEntry("Uniqueid", id);
    }

    @Test
    void aCallerInStasisLeavesTheApplication() {
        try (AriClient ari = AriClient.connected(asterisk, "SmartCallCenter")) {
            await().until(() -> asterisk.inside(pbx -> pbx.stasis().isConnected("SmartCallCenter")));
            String id = asterisk.call("79010000001", "700").uniqueid().join();
            ari.rest("POST", "channels/" + id + "/play", "media", "sound:welcome");
            assertThat(redirect(id, "vip")).isEqualTo("Redirect successful");
            await().until(() -> !ari.events("StasisEnd").isEmpty());
            assertThat(ari.events("PlaybackFinished")).hasSize(1);
            assertThat(asterisk.queueLog()).anyMatch(line -> line.contains("|vip|NONE|ENTERQUEUE|"));
        }
    }

    @Test
    void whatIsNotThereCannotBeRedirected() {
        assertThat(redirect("PJSIP/none", "vip")).isEqualTo("Channel does not exist: PJSIP/none");
        assertThat(ami.action("Redirect", "Channel", "x", "Context", "scc-queue")
                        .get(0)
                        .get("Message"))
                .isEqualTo("Exten not specified");
    }
}
