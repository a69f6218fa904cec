package io.smartcallcenter.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThenTextTest {

    @Test
    void everyThenComesBackFromTheChannel() {
        for (Then then : List.of(Then.HANGUP, Then.queue("backup"), new Then(ThenAction.VOICEMAIL, "0001"))) {
            assertThat(ThenText.read(ThenText.of(then))).isEqualTo(then);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "queue", "queue:", "queue:a,b", "voicemail:1", "queue:${EVIL}", "Queue:backup"})
    void whatIsNotOursIsAHangUp(String text) {
        assertThat(ThenText.read(text)).isEqualTo(Then.HANGUP);
    }
}
