package io.smartcallcenter.gateway.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimTest {

    private static final Instant HEARD = Instant.parse("2026-11-25T10:00:00.250Z");

    @Test
    void aClaimIsReadAsItWasWritten() {
        Claim claim = new Claim("pbx1", "gateway-1:8081", "http://gateway-1:8081", 7, HEARD, false);
        assertThat(Claim.read(claim.write())).contains(claim);
    }

    @Test
    void whatIsNoClaimIsNone() {
        for (String value : List.of("", "{", "[]", "null", "7", "{}", "{\"node\":\"pbx1\",\"epoch\":7}")) {
            assertThat(Claim.read(value.getBytes(UTF_8))).as(value).isEmpty();
        }
        assertThat(Claim.read(null)).isEmpty();
    }

    @Test
    void anOwnerThatNeverSaidWhatItHeardIsUncertainFromItsBeginning() {
        assertThat(new Claim("pbx1", "g", null, 1_000, null, false).heardOrBegun())
                .isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(new Claim("pbx1", "g", null, 1_000, HEARD, false).heardOrBegun())
                .isEqualTo(HEARD);
    }

    @Test
    void aNodesSlotDependsOnNothingButItsName() {
        Set<Integer> all = IntStream.range(0, 16).boxed().collect(Collectors.toSet());
        Set<Integer> own = Set.of(NodeSlots.slotOf("pbx2", 16));
        assertThat(NodeSlots.on(all, List.of("pbx1", "pbx2", "pbx3"), 16)).containsExactly("pbx1", "pbx2", "pbx3");
        assertThat(NodeSlots.on(own, List.of("pbx2"), 16)).containsExactly("pbx2");
        assertThat(NodeSlots.on(own, List.of("a", "pbx1", "pbx2", "z"), 16)).contains("pbx2");
    }
}
