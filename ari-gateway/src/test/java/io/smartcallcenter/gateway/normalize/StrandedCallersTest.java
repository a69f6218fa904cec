package io.smartcallcenter.gateway.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent.QueueJoined;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.gateway.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Recording 24: a client of the application does not read, Asterisk closes its WebSocket, five callers stay in Stasis for ever
 * and those who come later are caught by the dialplan. Then our WebSocket opens.
 */
class StrandedCallersTest {

    private static final List<String> STRANDED =
            List.of("1795387640.0", "1795387640.1", "1795387640.2", "1795387640.3", "1795387641.4");

    @Test
    void eachOfThemIsAskedForOnceAndNobodyElse() {
        Replay replay = new Replay();
        AsteriskModel asterisk = new AsteriskModel();
        for (Signal signal : Trace.named("24-slow-ari-consumer").signals(Trace.Options.PLAIN)) {
            asterisk.hear(signal);
            replay.play(signal);
            if (signal instanceof Signal.LinkUp up && up.link() == Link.ARI) {
                replay.play(asterisk.resync(up.receivedAt()));
                replay.play(asterisk.resync(up.receivedAt()));
            }
        }

        assertThat(replay.events(RouteRequested.class))
                .extracting(RouteRequested::channelId)
                .containsExactlyElementsOf(STRANDED);
        assertThat(replay.events(QueueJoined.class)).hasSize(17);
        assertThat(replay.skipped()).isZero();
    }
}
