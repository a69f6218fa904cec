package io.smartcallcenter.gateway.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smartcallcenter.virtual.Options;
import io.smartcallcenter.virtual.VirtualAsterisk;
import java.util.Map;

/** Gives a Quarkus test a virtual Asterisk as node {@code pbx1}, in the short form of the configuration. */
public class PbxBackend implements QuarkusTestResourceLifecycleManager {

    static final String ARI_PASSWORD = "ari-secret-of-this-test";
    static final String AMI_PASSWORD = "ami-secret-of-this-test";

    private VirtualAsterisk asterisk;

    @Override
    public Map<String, String> start() {
        asterisk = VirtualAsterisk.start(Options.with(ARI_PASSWORD, AMI_PASSWORD));
        return Map.of(
                "scc.asterisk.ari.url",
                "http://127.0.0.1:" + asterisk.ariPort(),
                "scc.asterisk.ari.username",
                "smart-call-center",
                "scc.asterisk.ari.password",
                ARI_PASSWORD,
                "scc.asterisk.ami.port",
                Integer.toString(asterisk.amiPort()),
                "scc.asterisk.ami.username",
                "scc",
                "scc.asterisk.ami.password",
                AMI_PASSWORD);
    }

    @Override
    public void stop() {
        asterisk.close();
    }
}
