package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.virtual.cdr.CdrRow;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KillAndRestartTest {

    @Test
    void aKilledPbxSaysNothingAndStartsAnew() {
        List<CdrRow> cdr = new CopyOnWriteArrayList<>();
        try (VirtualAsterisk asterisk =
                VirtualAsterisk.start(Fixture.options().speed(20).cdr(cdr::addAll))) {
            asterisk.operators(RingPlan.always(Reaction.answer(Duration.ofSeconds(1))));
            AmiClient ami = AmiClient.loggedIn(asterisk, "on");
            AriClient ari = AriClient.connected(asterisk, "Observer");
            Call cut = asterisk.call("79010000001", "700");
            String before = cut.uniqueid().join();
            await().until(() -> ami.events("BridgeEnter").size() == 2);
            ami.action("QueuePause", "Interface", "PJSIP/0003", "Paused", "true", "Reason", "lunch");

            asterisk.kill();

            await().until(() -> ami.closed().isDone() && ari.closed().isDone());
            assertThat(ami.events("Hangup")).isEmpty();
            assertThat(ari.events("ChannelDestroyed")).isEmpty();
            assertThat(cdr).isEmpty();
            assertThat(cut.ended()).as("the caller hears nothing more").isDone();

            int ariPort = asterisk.ariPort();
            asterisk.restart();
            assertThat(asterisk.ariPort()).isEqualTo(ariPort);
            AmiClient again = AmiClient.loggedIn(asterisk, "on");
            assertThat(again.action("CoreShowChannels")).hasSize(2);
            assertThat(again.action("QueueStatus", "Queue", "support"))
                    .as("a static member loses its pause")
                    .noneMatch(item -> "1".equals(item.get("Paused")));
            Call after = asterisk.call("79010000002", "700", CallerPlan.talksFor(Duration.ofSeconds(1)));
            after.ended().orTimeout(180, TimeUnit.SECONDS).join();
            assertThat(after.uniqueid().join()).as("Uniqueids do not repeat").isNotEqualTo(before);
            await().until(() -> !again.events("Newchannel").isEmpty());
            assertThat(again.events("Newchannel").get(0)).containsEntry("Channel", "PJSIP/trunk-00000000");
            assertThat(cdr).hasSize(1);
            assertThat(asterisk.queueLog().stream().filter(line -> line.contains("QUEUESTART")))
                    .hasSize(2);
        }
    }
}
