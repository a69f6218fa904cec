package io.smartcallcenter.cdr.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.defaults.privacy.Sight;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an analyst sees of a row. */
class CdrDataTest {

    private static CdrData.Row seen(String channel, String dstchannel, String lastapp) {
        CdrRow row = new CdrRow("pbx1/1", "1", 0, Instant.EPOCH, "", "", channel, dstchannel, lastapp, "", 0, 0);
        return CdrData.Row.of(row, Sight.MASKED);
    }

    @ParameterizedTest
    @CsvSource({
        "PJSIP/trunk-00000012, PJSIP/trunk-00000012",
        "PJSIP/0001-0000001a, PJSIP/0001-0000001a",
        "PJSIP/77010000067-00000012, PJSIP/******67-00000012",
        "Local/77010000067@from-internal-00000012;1, Local/******67@from-internal-00000012;1",
        "Local/+77010000067@from-internal-0000001b;2, Local/+7******67@from-internal-0000001b;2",
        "DAHDI/i1/87010000067-3, DAHDI/i1/******73",
        "SIP/7701-0000067, SIP/******67",
        "'', ''"
    })
    void onlyTheNumberInAChannelIsMasked(String channel, String shown) {
        assertThat(seen(channel, channel, "Dial").channel()).isEqualTo(shown);
        assertThat(seen(channel, channel, "Dial").dstchannel()).isEqualTo(shown);
    }

    @Test
    void theChannelOfAnOperatorIsShownAsTheOperatorIs() {
        CdrData.Row row = seen("PJSIP/trunk-00000012", "PJSIP/100001-00000013", "Queue");

        assertThat(row.operator()).isEqualTo("PJSIP/100001");
        assertThat(row.dstchannel()).isEqualTo("PJSIP/100001-00000013");
    }

    /** A trunk may be called by its own number. */
    @ParameterizedTest
    @CsvSource({
        "Local/77010000067@from-internal-00000012;2, Local/******67@from-internal",
        "PJSIP/77272000000-00000012, PJSIP/77272000000",
        "DAHDI/i1/87010000067-3, DAHDI/i1/******67",
        "SIP/trunk/+77010000067-0000001b, SIP/trunk/+7******67",
        "'', ''"
    })
    void aTrunkIsShownWithoutTheNumberOfACaller(String channel, String shown) {
        assertThat(seen(channel, "", "Dial").trunk()).isEqualTo(shown);
    }
}
