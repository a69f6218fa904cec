package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.virtual.link.Link;
import io.smartcallcenter.virtual.link.Shape;
import io.smartcallcenter.virtual.scenario.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String APP = "SmartCallCenter";

    private VirtualAsterisk asterisk;

    @BeforeEach
    void start() {
        asterisk = VirtualAsterisk.start(Fixture.options().speed(0).writeTimeout(Duration.ofMillis(100)));
    }

    @AfterEach
    void stop() {
        asterisk.close();
    }

    private boolean refused(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return false;
        } catch (IOException nobodyListens) {
            return true;
        }
    }

    @Test
    void whileAriIsCutCallsGoToTheDefaultQueueAndTheAmiTellsEverything() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "on");
                AriClient ari = AriClient.connected(asterisk, APP)) {
            asterisk.faults().cut(Link.ARI, Duration.ofSeconds(5)).join();
            await().until(() -> ari.closed().isDone());
            assertThat(refused(asterisk.ariPort())).isTrue();
            asterisk.call("79010000001", "701").uniqueid().join();
            await().until(() -> !ami.events("QueueCallerJoin").isEmpty());
            assertThat(ami.events("QueueCallerJoin").get(0)).containsEntry("Queue", "support");
            asterisk.advance(Duration.ofSeconds(5));
            await().until(() -> !refused(asterisk.ariPort()));
            try (AriClient again = AriClient.connected(asterisk, APP)) {
                assertThat(again.rest("GET", "channels").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void whileTheAmiIsCutCallsGoOn() {
        AmiClient ami = AmiClient.loggedIn(asterisk, "on");
        asterisk.faults().cut(Link.AMI, Duration.ofSeconds(5)).join();
        await().until(() -> ami.closed().isDone());
        assertThat(refused(asterisk.amiPort())).isTrue();
        Call call = asterisk.call("79010000001", "701");
        call.uniqueid().join();
        asterisk.advance(Duration.ofSeconds(6));
        await().until(() -> !refused(asterisk.amiPort()));
        assertThat(call.ended()).isNotDone();
    }

    @Test
    void aBootGoesThroughThePhasesOfARealOne() {
        asterisk.faults().kill().join();
        assertThat(refused(asterisk.ariPort()) && refused(asterisk.amiPort())).isTrue();
        // Dead already: the time of its boot runs before the next step of the clock.
        asterisk.faults().restart(BootProfile.RECORDED.after(Duration.ofSeconds(3)));
        asterisk.advance(Duration.ofMillis(2_999));
        assertThat(refused(asterisk.ariPort()) && refused(asterisk.amiPort())).isTrue();
        asterisk.advance(Duration.ofMillis(931));
        await().until(() -> !refused(asterisk.ariPort()) && !refused(asterisk.amiPort()));
        AriClient rest = new AriClient(asterisk.ariPort());
        assertThat(rest.rest("GET", "channels").status()).isEqualTo(404);
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "on")) {
            asterisk.advance(Duration.ofMillis(230));
            assertThat(rest.rest("GET", "channels").status()).isEqualTo(503);
            assertThat(ami.events("FullyBooted")).isEmpty();
            asterisk.advance(Duration.ofMillis(120));
            await().until(() -> !ami.events("FullyBooted").isEmpty());
            assertThat(ami.events("FullyBooted").get(0)).containsKeys("Timestamp", "Uptime", "Status");
            asterisk.advance(Duration.ofMillis(80));
            assertThat(rest.rest("GET", "channels").status()).isEqualTo(200);
        }
    }

    @Test
    void registrationsAndDynamicMembersOutliveARestart() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "off")) {
            asterisk.register("0003", false);
            ami.action("QueueAdd", "Queue", "backup", "Interface", "PJSIP/0001", "Penalty", "2", "MemberName", "One");
            ami.action("QueuePause", "Queue", "backup", "Interface", "PJSIP/0001", "Paused", "true", "Reason", "lunch");
            ami.action("QueuePause", "Queue", "support", "Interface", "PJSIP/0002", "Paused", "true", "Reason", "x");
        }
        asterisk.restart();
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "off")) {
            assertThat(ami.action("QueueStatus", "Queue", "backup", "Member", "PJSIP/0001")
                            .get(2))
                    .containsAllEntriesOf(Map.of(
                            "Membership",
                            "dynamic",
                            "Penalty",
                            "2",
                            "Paused",
                            "1",
                            "PausedReason",
                            "lunch",
                            "Name",
                            "One"));
            assertThat(ami.action("QueueStatus", "Queue", "support"))
                    .as("a static member loses its pause, a phone that has gone stays away")
                    .noneMatch(item -> "1".equals(item.get("Paused")))
                    .anyMatch(item -> "PJSIP/0003".equals(item.get("Location")) && "5".equals(item.get("Status")));
            ami.action("QueueRemove", "Queue", "backup", "Interface", "PJSIP/0001");
        }
        asterisk.restart();
        assertThat(asterisk.<Integer>inside(
                        pbx -> pbx.queues().get("backup").members().size()))
                .isEqualTo(1);
    }

    @Test
    void aReaderThatTakesNothingIsCut() throws IOException {
        try (Socket lazy = new Socket("127.0.0.1", asterisk.amiPort())) {
            String login =
                    "Action: Login\r\nUsername: scc\r\nSecret: " + Fixture.AMI_PASSWORD + "\r\nEvents: on\r\n\r\n";
            lazy.getOutputStream().write(login.getBytes(StandardCharsets.UTF_8));
            await().until(() -> asterisk.<Integer>inside(pbx -> amiSessions()) == 1);
            await().until(() -> asterisk.<Integer>inside(pbx -> {
                        for (int i = 0; i < 200; i++) {
                            pbx.devices().register("0001", i % 2 == 0);
                        }
                        return amiSessions();
                    })
                    == 0);
        }
        assertThat(asterisk.call("79010000001", "700").uniqueid().join())
                .as("the PBX goes on")
                .isNotNull();
    }

    private int amiSessions() {
        return asterisk.machine().node().amiSessions();
    }

    @Test
    void aDelayedLinkTellsEverythingLater() {
        try (AmiClient ami = AmiClient.loggedIn(asterisk, "on")) {
            asterisk.faults()
                    .shape(Link.AMI, Shape.delayed(Duration.ofMinutes(1)))
                    .join();
            asterisk.call("79010000001", "700").uniqueid().join();
            asterisk.faults().shape(Link.AMI, Shape.NONE).join();
            await().until(() -> !ami.events("QueueCallerJoin").isEmpty());
            asterisk.faults().shape(Link.AMI, Shape.slow(200_000)).join();
            asterisk.call("79010000002", "700").uniqueid().join();
            await().until(() -> ami.events("QueueCallerJoin").size() == 2);
            assertThat(ami.events("Newchannel").get(0)).containsEntry("Channel", "PJSIP/trunk-00000000");
        }
    }

    @Test
    void aKilledPbxTakesNoCalls() {
        asterisk.kill();
        assertThat(refused(asterisk.ariPort())).isTrue();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> asterisk.call("79010000001", "700"))
                .isInstanceOf(IllegalStateException.class);
        asterisk.restart();
        try (AmiClient ami = new AmiClient(asterisk.amiPort())) {
            await().until(() -> ami.banner() != null);
        } catch (UncheckedIOException failed) {
            throw new AssertionError(failed);
        }
    }
}
