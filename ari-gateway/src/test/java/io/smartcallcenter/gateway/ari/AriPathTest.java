package io.smartcallcenter.gateway.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AriPathTest {

    @Test
    void anAsteriskIdStaysReadable() {
        assertThat(AriPath.of("channels", "1795386500.0", "continue")).isEqualTo("/channels/1795386500.0/continue");
    }

    @Test
    void aHostileSegmentCannotChangeWhichResourceIsMeant() {
        assertThat(AriPath.of("channels", "../bridges/1?x=y#z\r\nHost: evil", "answer"))
                .isEqualTo("/channels/..%2Fbridges%2F1%3Fx%3Dy%23z%0D%0AHost%3A%20evil/answer");
    }

    @Test
    void emptyAndRelativeSegmentsAreRefused() {
        assertThatThrownBy(() -> AriPath.of("channels", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AriPath.of("channels", "..")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AriPath.of("channels", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void queryValuesAreEncodedAndNullIsLeftOut() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("endpoint", "PJSIP/0001");
        query.put("appArgs", "dialed,1&timeout=0+é");
        query.put("other", null);
        assertThat(AriPath.withQuery("/channels/create", query))
                .isEqualTo("/channels/create?endpoint=PJSIP%2F0001&appArgs=dialed%2C1%26timeout%3D0%2B%C3%A9");
    }

    @Test
    void credentialsAreNeverPartOfAUrlOrOfText() {
        AriEndpoint endpoint = AriEndpoint.of(URI.create("http://pbx:8088/asterisk/"), "user", "secret", "app");
        assertThat(endpoint.toString()).isEqualTo("http://pbx:8088/asterisk").doesNotContain("secret");
        assertThatThrownBy(() -> AriEndpoint.of(URI.create("http://a:b@pbx:8088"), "user", "secret", "app"))
                .hasMessageContaining("scc.asterisk.ari.url");
    }

    @Test
    void aFrameThatIsNoEventIsEmpty() {
        assertThat(AriFrame.event("{\"type\":\"StasisStart\"}")).isPresent();
        assertThat(AriFrame.event("{\"type\":7}")).isEmpty();
        assertThat(AriFrame.event("[1]")).isEmpty();
        assertThat(AriFrame.event("null")).isEmpty();
        assertThat(AriFrame.event("{\"type\":\"Stasis")).isEmpty();
        assertThat(AriFrame.event("")).isEmpty();
    }
}
