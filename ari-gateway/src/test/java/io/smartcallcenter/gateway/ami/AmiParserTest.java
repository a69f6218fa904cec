package io.smartcallcenter.gateway.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AmiParserTest {

    private static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";

    private final List<Map<String, String>> packets = new ArrayList<>();
    private int broken;
    private final AmiParser parser = new AmiParser((packet, bytes) -> packets.add(packet), () -> broken++);

    @Test
    void readsPacketsHoweverTheBytesAreCut() {
        String stream = BANNER
                + "Response: Success\r\nActionID: 1\r\n\r\nEvent: Hangup\r\nUniqueid: 1.0\r\nCallerIDName: Zoë\r\n\r\n";
        for (byte octet : stream.getBytes(UTF_8)) {
            parser.feed(new byte[] {octet});
        }
        assertThat(packets)
                .containsExactly(
                        Map.of("Response", "Success", "ActionID", "1"),
                        Map.of("Event", "Hangup", "Uniqueid", "1.0", "CallerIDName", "Zoë"));
        assertThat(broken).isZero();
    }

    @Test
    void emptyLinesBeforeAPacketAreNoPacket() {
        feed(BANNER + "\r\n\r\nEvent: FullyBooted\r\n\r\n\r\n");
        assertThat(packets).containsExactly(Map.of("Event", "FullyBooted"));
        assertThat(broken).isZero();
    }

    @Test
    void ofRepeatedKeysTheLastCountsAndValuesMayBeEmptyOrHoldColons() {
        feed(BANNER + "Event: X\r\nKey: a\r\nKey: b\r\nPausedReason:\r\nTime: 10:20: 30\r\n: odd\r\n\r\n");
        assertThat(packets.get(0))
                .containsEntry("Key", "b")
                .containsEntry("PausedReason", "")
                .containsEntry("Time", "10:20: 30");
    }

    @Test
    void whatIsNoPacketIsCountedAndTheNextOneIsRead() {
        feed(BANNER + "garbage without colon\r\nEvent: Half\r\n\r\nNo: event\r\n\r\nEvent: Good\r\n\r\n");
        assertThat(packets).containsExactly(Map.of("Event", "Good"));
        assertThat(broken).isEqualTo(2);
    }

    @Test
    void aLineWithoutEndAndAPacketWithoutEndDoNotGrow() {
        feed(BANNER + "Event: Long\r\nKey: " + "x".repeat(3 * AmiParser.MAX_LINE) + "\r\n\r\nEvent: Good\r\n\r\n");
        StringBuilder many = new StringBuilder("Event: Many\r\n");
        for (int i = 0; i <= AmiParser.MAX_FIELDS; i++) {
            many.append("K").append(i).append(": v\r\n");
        }
        feed(many + "\r\nEvent: Better\r\n\r\n");
        assertThat(packets).containsExactly(Map.of("Event", "Good"), Map.of("Event", "Better"));
        assertThat(broken).isEqualTo(2);
    }

    private void feed(String text) {
        parser.feed(text.getBytes(UTF_8));
    }
}
