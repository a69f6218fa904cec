package io.smartcallcenter.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.virtual.cdr.CdrRow;
import io.smartcallcenter.virtual.queue.QueueSettings;
import io.smartcallcenter.virtual.queue.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BootTest {

    @Test
    void aBootThatFailsSaysSo() {
        Options broken = Fixture.options().queues(Collections.nCopies(1, brokenQueue()));
        assertThatThrownBy(() -> VirtualAsterisk.start(broken)).hasRootCauseInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Options.with("", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static QueueSettings brokenQueue() {
        return QueueSettings.of("broken", Strategy.LINEAR, 4, 1).withMember(null, "Nobody", 0);
    }

    @Test
    void aBusyPortIsReported() {
        try (VirtualAsterisk first = VirtualAsterisk.start(Fixture.options())) {
            Options same = Fixture.options().host("127.0.0.1").ports(first.ariPort(), 0);
            assertThatThrownBy(() -> VirtualAsterisk.start(same)).hasRootCauseInstanceOf(java.net.BindException.class);
        }
    }

    @Test
    void theHostCanBeChosen() {
        try (VirtualAsterisk asterisk = VirtualAsterisk.start(Fixture.options().host("127.0.0.2"))) {
            assertThatThrownBy(() -> new AmiClient(asterisk.amiPort()))
                    .isInstanceOf(java.io.UncheckedIOException.class);
        }
    }

    @Test
    void aRestartWithinTheSameSecondRepeatsNoId() {
        List<CdrRow> cdr = new CopyOnWriteArrayList<>();
        Instant start = Instant.parse("2026-11-22T22:28:20.100Z");
        try (VirtualAsterisk asterisk =
                VirtualAsterisk.start(Fixture.options().speed(0).startAt(start).cdr(cdr::addAll))) {
            String before = asterisk.call("79010000001", "700").uniqueid().join();
            asterisk.restart();
            String after = asterisk.call("79010000001", "700").uniqueid().join();
            assertThat(after).isNotEqualTo(before).startsWith(before.substring(0, before.indexOf('.')));
            asterisk.advance(Duration.ofSeconds(2));
            asterisk.restart();
            assertThat(asterisk.call("79010000001", "700").uniqueid().join()).endsWith(".0");
        }
    }

    @Test
    void aQuestionFromThePbxsOwnThreadIsAnsweredThere() {
        try (VirtualAsterisk asterisk = VirtualAsterisk.start(Fixture.options())) {
            Instant seen = asterisk.inside(pbx -> asterisk.now());
            assertThat(seen).isNotNull();
        }
    }
}
