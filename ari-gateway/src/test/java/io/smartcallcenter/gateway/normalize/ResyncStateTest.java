package io.smartcallcenter.gateway.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.gateway.normalize.Signal.Resync.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A link that was down while the state was read has told nothing of it, whether it is up by the end or not. */
class ResyncStateTest {

    @Test
    void ofALinkThatCameUpMeanwhileNothingIsKnown() {
        assertThat(new State(null, null, List.of(), List.of(), null).complete(true))
                .as("without ARI")
                .isFalse();
        assertThat(new State(List.of(), List.of(), null, null, null).complete(true))
                .as("without the AMI")
                .isFalse();
        assertThat(new State(List.of(), List.of(), null, List.of(), null).complete(true))
                .as("the AMI came up between its lists")
                .isFalse();
        assertThat(new State(List.of(), List.of(), List.of(), List.of(), null).complete(true))
                .isTrue();
    }

    @Test
    void whereNoAmiIsConfiguredAriIsAll() {
        assertThat(new State(List.of(), List.of(), null, null, null).complete(false))
                .isTrue();
        assertThat(new State(null, null, null, null, null).complete(false)).isFalse();
    }
}
