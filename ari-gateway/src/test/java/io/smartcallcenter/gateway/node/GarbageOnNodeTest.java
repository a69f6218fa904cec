package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.CallEvent.QueueJoined;
import io.smartcallcenter.gateway.fuzz.Mutator;
import io.smartcallcenter.gateway.fuzz.WireFrames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spoiled frames over real sockets: the links stay, and the next caller is served. */
class GarbageOnNodeTest {

    private static final int FRAMES = 1_000;

    /** More than all of the frames together: none may be dropped here, see {@link SlowLoopOnNodeTest}. */
    private static final String ALL_OF_THEM = "33554432";

    private NodeFixture fixture;

    @BeforeEach
    void start() {
        fixture = new NodeFixture(true, "scc.gateway.link.waiting-bytes", ALL_OF_THEM).started();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void afterSpoiledFramesOnBothLinksACallerIsHeardAndAQueueToo() {
        int connects = fixture.asterisk.ari().connects();
        int logins = fixture.asterisk.ami().actions("Login").size();
        Mutator ari = new Mutator(1, WireFrames.ari());
        Mutator ami = new Mutator(2, WireFrames.ami());
        for (int i = 0; i < FRAMES; i++) {
            fixture.asterisk.ari().sendBytes(ari.next());
            fixture.asterisk.ami().raw(ami.next());
        }
        fixture.asterisk.ami().raw("\r\n\r\n");

        fixture.asterisk.ari().stasisStart("good.1", "700");
        fixture.awaitRequest("good.1");
        fixture.asterisk
                .ami()
                .event(
                        "QueueCallerJoin",
                        "Uniqueid",
                        "good.1",
                        "Linkedid",
                        "good.1",
                        "Queue",
                        "fuzz",
                        "Position",
                        "1",
                        "Count",
                        "1",
                        "Channel",
                        "PJSIP/trunk-00000001");
        await().until(() -> fixture.published(QueueJoined.class).stream()
                .anyMatch(joined -> joined.queue().equals("fuzz")));
        assertThat(fixture.asterisk.ari().connects()).isEqualTo(connects);
        assertThat(fixture.asterisk.ami().actions("Login")).hasSize(logins);
        assertThat(fixture.meters.counter("scc.gateway.signal.failures").count())
                .isZero();
    }
}
