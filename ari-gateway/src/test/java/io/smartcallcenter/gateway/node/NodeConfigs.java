package io.smartcallcenter.gateway.node;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smartcallcenter.gateway.config.AsteriskConfig;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.config.GatewayConfig;
import io.smartcallcenter.gateway.config.NodeSettings;
import io.smartcallcenter.gateway.config.NormalizerConfig;
import java.util.HashMap;
import java.util.Map;

/** The configuration of a test's node, from the same mappings as in production. */
record NodeConfigs(
        AsteriskConfig asterisk, FallbackConfig fallback, NormalizerConfig normalizer, GatewayConfig gateway) {

    Map<String, NodeSettings> nodes() {
        return NodeSettings.of(asterisk);
    }

    static Map<String, String> credentials() {
        Map<String, String> settings = new HashMap<>();
        settings.put("scc.asterisk.ari.username", "smart-call-center");
        settings.put("scc.asterisk.ari.password", "ari-secret");
        settings.put("scc.asterisk.ami.username", "scc");
        settings.put("scc.asterisk.ami.password", "ami-secret");
        return settings;
    }

    static NodeConfigs of(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(AsteriskConfig.class)
                .withMapping(FallbackConfig.class)
                .withMapping(NormalizerConfig.class)
                .withMapping(GatewayConfig.class)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withConverter(java.time.Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return new NodeConfigs(
                config.getConfigMapping(AsteriskConfig.class),
                config.getConfigMapping(FallbackConfig.class),
                config.getConfigMapping(NormalizerConfig.class),
                config.getConfigMapping(GatewayConfig.class));
    }
}
