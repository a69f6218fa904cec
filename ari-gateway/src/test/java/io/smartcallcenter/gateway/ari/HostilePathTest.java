package io.smartcallcenter.gateway.ari;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.gateway.fuzz.HostileNames;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value is refused, or it is exactly one segment or one parameter, and decodes to itself. */
class HostilePathTest {

    static Stream<String> values() {
        return HostileNames.all();
    }

    @ParameterizedTest
    @MethodSource("values")
    void noValueChangesWhichResourceIsMeant(String value) {
        if (value.equals(".") || value.equals("..")) {
            return;
        }
        String uri = AriPath.withQuery(AriPath.of("channels", value, "continue"), Map.of("context", value));
        assertThat(uri).matches("/channels/[A-Za-z0-9._~%-]+/continue\\?context=[A-Za-z0-9._~%-]+");
        URI parsed = URI.create(uri);
        assertThat(URLDecoder.decode(parsed.getRawPath().split("/")[2].replace("+", "%2B"), UTF_8))
                .isEqualTo(value);
        assertThat(URLDecoder.decode(parsed.getRawQuery().substring("context=".length()), UTF_8))
                .isEqualTo(value);
    }
}
