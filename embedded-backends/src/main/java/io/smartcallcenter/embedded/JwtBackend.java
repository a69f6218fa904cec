package io.smartcallcenter.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Makes a Quarkus test accept {@link TestTokens}. */
public class JwtBackend implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return SharedBackends.shared("jwt");
    }

    @Override
    public void stop() {}
}
