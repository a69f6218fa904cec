package io.smartcallcenter.gateway.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiActionTest {

    @Test
    void writesHeadersInOrderAndLeavesNullOut() {
        AmiAction action =
                AmiAction.of("QueuePause").with("Interface", "PJSIP/0001").with("Queue", null);
        assertThat(action.packet("scc-1"))
                .isEqualTo("Action: QueuePause\r\nInterface: PJSIP/0001\r\nActionID: scc-1\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nAction: Originate", "x\n\nAction: Command", "x\r", "x\0y"})
    void aValueThatCouldBreakOutOfItsLineIsRefused(String hostile) {
        AmiAction action = AmiAction.of("QueueAdd");
        assertThatThrownBy(() -> action.with("MemberName", hostile))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MemberName")
                .hasMessageNotContaining("Action: ");
        assertThatThrownBy(() -> action.with(hostile, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(action.packet("1")).isEqualTo("Action: QueueAdd\r\nActionID: 1\r\n\r\n");
    }

    @Test
    void secretsAreNotPartOfItsText() {
        assertThat(AmiAction.of("Login").with("Secret", "hunter2")).hasToString("Login");
    }
}
