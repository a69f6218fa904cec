package io.smartcallcenter.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.gateway.config.GatewayConfig;
import java.util.Map;
import org.apache.kafka.common.requests.JoinGroupRequest;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private static GatewayConfig config(String... settings) {
        Map<String, String> all = NodeConfigs.credentials();
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return NodeConfigs.of(all).gateway();
    }

    @Test
    void withoutSettingsItIsHostAndPortAsKafkaTakesThem() {
        Identity identity = Identity.of(config(), 8081);

        assertThat(identity.instance()).endsWith("-8081");
        assertThat(identity.address()).startsWith("http://").endsWith(":8081");
        JoinGroupRequest.validateGroupInstanceId(identity.instance());
    }

    @Test
    void aNameThatKafkaDoesNotTakeStopsTheStartAndIsNamed() {
        assertThatThrownBy(() -> Identity.of(config("scc.gateway.instance", "gateway:1"), 8081))
                .hasMessageContaining("scc.gateway.instance");
    }
}
