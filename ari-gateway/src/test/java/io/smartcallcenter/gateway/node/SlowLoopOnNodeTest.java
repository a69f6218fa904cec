package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.gateway.fake.FakeAri;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The loop stands still while frames come: they are bounded, and what did not fit is said and made up for. */
class SlowLoopOnNodeTest {

    private static final int BOUND = 20_000;

    private final CountDownLatch held = new CountDownLatch(1);
    private NodeFixture fixture;

    @BeforeEach
    void start() {
        fixture = new NodeFixture(true, "scc.gateway.link.waiting-bytes", Integer.toString(BOUND)).started();
        fixture.node.loop().execute(this::hold);
    }

    @AfterEach
    void close() {
        held.countDown();
        fixture.close();
    }

    @Test
    void theReaderGoesOnAndACallerInTheGapIsServed() {
        for (int i = 0; i < 200; i++) {
            fixture.asterisk.ari().stasisStart("early." + i, "700");
        }
        await().until(() -> dropped(Link.ARI) > 0);
        fixture.asterisk.ari().channels(FakeAri.channel("gap.1", "Ring", "Stasis", "SmartCallCenter,700"));
        fixture.asterisk.ari().stasisStart("gap.1", "700");
        await().until(() -> dropped(Link.ARI) + waiting(Link.ARI) == 201);
        assertThat(bytes(Link.ARI)).isLessThanOrEqualTo(BOUND);

        held.countDown();
        fixture.awaitRequest("gap.1");
        fixture.awaitRequest("early.0");
        assertThat(gaps(Link.ARI)).isEqualTo(1);
        assertThat(fixture.asterisk.ari().connects()).as("the link stays").isEqualTo(1);
    }

    @Test
    void theSameForAmi() {
        for (int i = 0; i < 500; i++) {
            fixture.asterisk.ami().event("Newstate", "Uniqueid", "early." + i, "ChannelStateDesc", "Ringing");
        }
        await().until(() -> dropped(Link.AMI) + waiting(Link.AMI) == 500);
        assertThat(dropped(Link.AMI)).isPositive();
        assertThat(bytes(Link.AMI)).isLessThanOrEqualTo(BOUND);
        int reads = fixture.asterisk.ami().actions("QueueStatus").size();

        held.countDown();
        await().until(() -> gaps(Link.AMI) == 1);
        await().until(() -> fixture.asterisk.ami().actions("QueueStatus").size() > reads);
        assertThat(fixture.asterisk.ami().actions("Login")).hasSize(1);
    }

    private void hold() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long gaps(Link link) {
        return fixture.published(NodeEvent.Gap.class).stream()
                .filter(gap -> gap.link() == link)
                .count();
    }

    private double dropped(Link link) {
        return fixture.meters
                .counter("scc.link.dropped.frames", "link", name(link))
                .count();
    }

    private double waiting(Link link) {
        return gauge("scc.link.waiting.frames", link);
    }

    private double bytes(Link link) {
        return gauge("scc.link.waiting.bytes", link);
    }

    private double gauge(String name, Link link) {
        return fixture.meters.get(name).tag("link", name(link)).gauge().value();
    }

    private static String name(Link link) {
        return link.name().toLowerCase(Locale.ROOT);
    }
}
