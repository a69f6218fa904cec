package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.NodeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the links measure: how late events are, whether pings are answered, how far the clocks are apart. */
class LinkMeasuresTest {

    private NodeFixture fixture;

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String secondsAgo(long seconds) {
        return Instant.now().minusSeconds(seconds).getEpochSecond() + ".000000";
    }

    private double gauge(String name, String link) {
        return fixture.meters.get(name).tag("link", link).gauge().value();
    }

    @Test
    void theLagOfALinkIsReceiveTimeMinusAsterisksTime() {
        fixture = new NodeFixture(true).started();
        assertThat(fixture.node.ami().lag()).isNull();
        assertThat(gauge("scc.link.lag.seconds", "ari")).isNaN();

        fixture.asterisk.ami().event("Newstate", "Timestamp", secondsAgo(3600), "Uniqueid", "17.1", "Linkedid", "17.1");
        fixture.asterisk
                .ari()
                .sendText("{\"type\":\"DeviceStateChanged\",\"timestamp\":\"2026-11-22T22:28:20.174+0000\"}");

        await().until(() ->
                fixture.node.ami().lag() != null && fixture.node.ari().lag() != null);
        assertThat(fixture.node.ami().lag()).isGreaterThanOrEqualTo(Duration.ofHours(1));
        Instant sent = Instant.parse("2026-11-22T22:28:20.174Z");
        assertThat(fixture.node.ari().lag()).isLessThanOrEqualTo(Duration.between(sent, Instant.now()));
        assertThat(gauge("scc.link.lag.seconds", "ami")).isGreaterThanOrEqualTo(3600);
    }

    @Test
    void timesThatAreNoneAreNotMeasured() {
        fixture = new NodeFixture(true).started();

        for (String time : List.of("soon", "1.x", "9".repeat(30), "")) {
            fixture.asterisk.ami().event("Newstate", "Timestamp", time, "Uniqueid", "17.1", "Linkedid", "17.1");
        }
        fixture.asterisk.ari().sendText("{\"type\":\"DeviceStateChanged\",\"timestamp\":\"yesterday\"}");
        fixture.asterisk.ari().stasisStart("17.1", "700");

        fixture.awaitRequest("17.1");
        assertThat(fixture.node.ami().lag()).isNull();
        assertThat(fixture.node.ami().up()).isTrue();
    }

    @Test
    void answeredPingsAreTimedAndTellAsterisksClock() {
        fixture = new NodeFixture(true, "scc.gateway.link.ping", "20ms");
        fixture.asterisk.ami().time(() -> secondsAgo(600));
        fixture.started();

        await().until(() ->
                fixture.meters.get("scc.link.ping").tag("link", "ami").timer().count() > 2);
        // of a ping that nothing held up: Asterisk tells whole seconds
        await().until(() -> fixture.node.ami().clockOffset().compareTo(Duration.ofSeconds(-602)) > 0
                && fixture.node.ami().clockOffset().compareTo(Duration.ofMillis(-599_900)) < 0);
    }

    /** Wait is counted by Asterisk's clock, so the join is too. */
    @Test
    void aCallerWhoIsFoundWaitingJoinedByAsterisksClock() {
        fixture = new NodeFixture(true);
        fixture.asterisk.ami().time(() -> "1795386500.000000");
        fixture.asterisk
                .ami()
                .queueStatus("Event: QueueEntry\r\nActionID: %s\r\nQueue: support\r\nPosition: 1\r\n"
                        + "Channel: PJSIP/trunk-1\r\nUniqueid: 17.1\r\nWait: 30\r\n\r\n");
        fixture.started();

        await().until(() -> fixture.published(AsteriskState.Queue.class).stream()
                .anyMatch(queue -> queue.waiting().size() == 1));
        AsteriskState.Queue queue = fixture.published(AsteriskState.Queue.class).get(0);
        assertThat(queue.waiting().get(0).since()).isEqualTo(Instant.ofEpochSecond(1795386470));
    }

    @Test
    void theGapOfASilentLinkBeginsWithItsLastWord() {
        fixture = new NodeFixture(true, "scc.gateway.link.ping", "500ms", "scc.gateway.link.request-timeout", "3s")
                .started();
        fixture.asterisk.ami().silent(true);
        await().until(() -> !fixture.node.ami().up());
        Instant lastWord = fixture.node.ami().lastHeard();
        fixture.asterisk.ami().silent(false);

        await().untilAsserted(
                        () -> assertThat(fixture.published(NodeEvent.Gap.class)).anySatisfy(gap -> {
                            assertThat(gap.link()).isEqualTo(NodeEvent.Link.AMI);
                            assertThat(gap.from()).isEqualTo(lastWord);
                        }));
    }
}
