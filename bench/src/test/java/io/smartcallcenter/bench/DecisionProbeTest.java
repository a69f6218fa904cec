package io.smartcallcenter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.virtual.Options;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.dialplan.Stasis;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.scenario.Call;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test plays the gateway: it lets callers go on to a queue. */
class DecisionProbeTest {

    private final DecisionProbe probe = new DecisionProbe("support");
    private final DecisionWindow window = new DecisionWindow();
    private VirtualAsterisk asterisk;

    @BeforeEach
    void startAsterisk() {
        asterisk = VirtualAsterisk.start(Options.with("ari", "ami").speed(0));
        asterisk.inside(pbx -> {
            pbx.stasis().connected("SmartCallCenter");
            pbx.bus().also(probe);
            probe.countIn(window);
            return null;
        });
    }

    @AfterEach
    void stopAsterisk() {
        asterisk.close();
    }

    @Test
    void a_caller_who_reaches_a_queue_of_the_plan_was_decided() {
        goOn(asterisk.call("79000000001", "701"), "sales");

        assertThat(window.calls()).isEqualTo(1);
        assertThat(window.waits().getTotalCount()).isEqualTo(1);
        assertThat(window.fallbacks()).isZero();
        assertThat(window.without()).isZero();
    }

    @Test
    void a_caller_who_reaches_the_default_queue_is_a_fallback_and_no_decision() {
        goOn(asterisk.call("79000000001", "701"), "support");

        assertThat(window.waits().getTotalCount()).isZero();
        assertThat(window.fallbacks()).isEqualTo(1);
    }

    @Test
    void a_caller_who_hangs_up_before_is_neither() {
        Call call = asterisk.call("79000000001", "701");
        call.hangup();
        asterisk.advance(Duration.ofSeconds(1));

        assertThat(window.calls()).isEqualTo(1);
        assertThat(window.without()).isEqualTo(1);
    }

    @Test
    void a_decision_counts_where_its_caller_arrived() {
        Call call = asterisk.call("79000000001", "701");
        DecisionWindow next = new DecisionWindow();
        asterisk.inside(pbx -> {
            probe.countIn(next);
            return null;
        });
        goOn(call, "sales");

        assertThat(window.waits().getTotalCount()).isEqualTo(1);
        assertThat(next.calls()).isZero();
    }

    private void goOn(Call call, String queue) {
        String id = call.uniqueid().join();
        asterisk.inside(pbx -> goOn(pbx, id, queue));
    }

    private static Void goOn(Pbx pbx, String id, String queue) {
        Channel channel = pbx.channels().get(id);
        Stasis.Held held = pbx.stasis().held(channel);
        pbx.stasis().release(held, () -> pbx.dialplan().enter(channel, "scc-queue", queue));
        return null;
    }
}
