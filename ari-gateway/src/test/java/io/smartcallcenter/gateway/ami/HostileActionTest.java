package io.smartcallcenter.gateway.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.gateway.fuzz.HostileNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value is refused, or Asterisk reads exactly this value in exactly this header of exactly one action. */
class HostileActionTest {

    static Stream<String> values() {
        return HostileNames.all();
    }

    @ParameterizedTest
    @MethodSource("values")
    void noValueBecomesAnActionOfItsOwn(String value) {
        AmiAction action = AmiAction.of("QueueAdd").with("Queue", "support");
        boolean endsItsLine = value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0);
        try {
            action.with("MemberName", value);
            assertThat(endsItsLine).isFalse();
        } catch (IllegalArgumentException refused) {
            assertThat(endsItsLine).isTrue();
            return;
        }
        List<Map<String, String>> packets = new ArrayList<>();
        AmiParser asterisk = new AmiParser((packet, bytes) -> packets.add(packet), () -> packets.add(Map.of()));
        asterisk.feed("banner\r\nEvent: none\r\n".getBytes(UTF_8));
        asterisk.feed(action.packet("scc-1").getBytes(UTF_8));
        assertThat(packets)
                .containsExactly(Map.of(
                        "Event",
                        "none",
                        "Action",
                        "QueueAdd",
                        "Queue",
                        "support",
                        "MemberName",
                        value,
                        "ActionID",
                        "scc-1"));
    }
}
